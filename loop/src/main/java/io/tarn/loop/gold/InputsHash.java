package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.policy.TextHash;
import io.tarn.unify.verdict.PairReviewer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A hash of what a run reads: which sources, which version of each bronze table, what people found of records, what
 * live profiles know, and which language model is asked.
 */
final class InputsHash {
    private InputsHash() {}

    static String of(List<Landed> landed, Lake lake, PairReviewer reviewer) {
        String inputs = lake.tables().stream()
                .filter(table -> table.name().equals(IdentityTables.VERDICTS.name())
                        || (table.name().schema().equals("bronze") && !Contracts.OF_LIVE.contains(table.name())))
                .map(table -> table.name() + "@" + table.version())
                .sorted()
                .collect(Collectors.joining("\n"));
        String sources =
                landed.stream().map(source -> source.source().value()).sorted().collect(Collectors.joining("\n"));
        String asked = reviewer.name().map(name -> "\n\n" + name).orElse("");
        return TextHash.of(sources + "\n\n" + inputs + "\n\n" + LiveEvidence.hash(lake) + asked);
    }
}
