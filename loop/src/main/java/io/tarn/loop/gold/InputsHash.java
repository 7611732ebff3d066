package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.policy.TextHash;
import io.tarn.unify.verdict.PairMatcher;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A hash of what a run reads: which sources, which version of each bronze table, what people found of records, what
 * live profiles know, which language model is asked, and which version of a person's own matcher.
 */
final class InputsHash {
    private InputsHash() {}

    static String of(List<Landed> landed, Lake lake, GoldOrder.Asked asked) {
        String inputs = lake.tables().stream()
                .filter(table -> table.name().equals(IdentityTables.VERDICTS.name())
                        || (table.name().schema().equals("bronze") && !Contracts.OF_LIVE.contains(table.name())))
                .map(table -> table.name() + "@" + table.version())
                .sorted()
                .collect(Collectors.joining("\n"));
        String sources =
                landed.stream().map(source -> source.source().value()).sorted().collect(Collectors.joining("\n"));
        String names = asked.reviewer().name().map(name -> "\n\n" + name).orElse("")
                + asked.matcher()
                        .flatMap(PairMatcher::version)
                        .map(version -> "\n\nmatcher " + version)
                        .orElse("");
        return TextHash.of(sources + "\n\n" + inputs + "\n\n" + LiveEvidence.hash(lake) + names);
    }
}
