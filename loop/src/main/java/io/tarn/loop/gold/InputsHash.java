package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.run.TextHash;
import io.tarn.lake.table.IdentityTables;
import java.util.List;
import java.util.stream.Collectors;

/** A hash of what a run reads: which sources, which version of each bronze table, and what people found of records. */
final class InputsHash {
    private InputsHash() {}

    static String of(List<Landed> landed, Lake lake) {
        String inputs = lake.tables().stream()
                .filter(table ->
                        table.name().schema().equals("bronze") || table.name().equals(IdentityTables.VERDICTS.name()))
                .map(table -> table.name() + "@" + table.version())
                .sorted()
                .collect(Collectors.joining("\n"));
        String sources =
                landed.stream().map(source -> source.source().value()).sorted().collect(Collectors.joining("\n"));
        return TextHash.of(sources + "\n\n" + inputs);
    }
}
