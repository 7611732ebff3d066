package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.run.TextHash;
import io.tarn.lake.table.IdentityTables;
import io.tarn.unify.verdict.PairReviewer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A hash of what a run reads: which sources, which version of each bronze table, what people found of records,
 * and which language model is asked.
 */
final class InputsHash {
    private InputsHash() {}

    static String of(List<Landed> landed, Lake lake, PairReviewer reviewer) {
        String inputs = lake.tables().stream()
                .filter(table ->
                        table.name().schema().equals("bronze") || table.name().equals(IdentityTables.VERDICTS.name()))
                .map(table -> table.name() + "@" + table.version())
                .sorted()
                .collect(Collectors.joining("\n"));
        String sources =
                landed.stream().map(source -> source.source().value()).sorted().collect(Collectors.joining("\n"));
        String asked = reviewer.name().map(name -> "\n\n" + name).orElse("");
        return TextHash.of(sources + "\n\n" + inputs + asked);
    }
}
