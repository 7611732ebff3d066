package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.run.TextHash;
import java.util.List;
import java.util.stream.Collectors;

/** A hash of what a run reads: which sources, and which version of each bronze table. */
final class InputsHash {
    private InputsHash() {}

    static String of(List<Landed> landed, Lake lake) {
        String inputs = lake.tables().stream()
                .filter(table -> table.name().schema().equals("bronze"))
                .map(table -> table.name() + "@" + table.version())
                .sorted()
                .collect(Collectors.joining("\n"));
        String sources =
                landed.stream().map(source -> source.source().value()).sorted().collect(Collectors.joining("\n"));
        return TextHash.of(sources + "\n\n" + inputs);
    }
}
