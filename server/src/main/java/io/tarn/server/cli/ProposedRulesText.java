package io.tarn.server.cli;

import io.tarn.loop.gold.ProposedRules.Proposed;
import io.tarn.understand.measure.Proportion;
import java.util.List;
import java.util.Locale;

/** Rules that verdicts suggest, as they would stand in identity.yaml, each below what it would do. */
final class ProposedRulesText {
    private ProposedRulesText() {}

    static String of(List<Proposed> rules) {
        if (rules.isEmpty()) {
            return "No rule is proposed: the verdicts of people, on pairs that no rule decides, agree on none yet.";
        }
        StringBuilder text = new StringBuilder("# Nothing is applied. Copy what you want into 'rules' of identity.yaml,"
                + " then see with 'tarn plan' what changes.\nrules:\n");
        for (Proposed one : rules) {
            text.append(String.format(
                    Locale.ROOT,
                    "# %d judged pairs meet it, all one person: right in at least %.0f %% of such pairs, with 95 %%"
                            + " confidence.%n# It holds for %,d pairs, %,d of them apart now: %,d profiles would merge,"
                            + " the largest to %,d records.%n",
                    one.agree(),
                    100 * new Proportion(one.agree(), one.agree()).low(),
                    one.pairs(),
                    one.apart(),
                    one.merging(),
                    one.recordsMax()));
            text.append("- name: ").append(one.rule().name()).append("\n  all:\n");
            one.rule()
                    .all()
                    .forEach(condition -> text.append("    ")
                            .append(condition.comparison().name().toLowerCase(Locale.ROOT))
                            .append(": ")
                            .append(condition.atLeast().name().toLowerCase(Locale.ROOT))
                            .append('\n'));
        }
        return text.toString().stripTrailing();
    }
}
