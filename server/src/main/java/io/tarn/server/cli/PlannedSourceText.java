package io.tarn.server.cli;

import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.loop.plan.PlannedSource;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.server.figures.Figures;
import io.tarn.server.report.RuleWords;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a source that no run has unified would bring, as lines for people. */
final class PlannedSourceText {
    private final PrintWriter out;

    PlannedSourceText(PrintWriter out) {
        this.out = out;
    }

    void print(PlannedSource source) {
        PreparedSource prepared = source.prepared();
        String name = prepared.definition().name().value();
        long rejected = prepared.keyMissing() + prepared.keyRepeated();
        out.println();
        out.println("New source " + name + ": " + Figures.count(prepared.accepted(), "record", "records")
                + (rejected > 0 ? ", " + Figures.count(rejected, "row", "rows") + " rejected" : "")
                + prepared.definition().key().map(key -> ", key " + key).orElse(""));
        out.println(prepared.proposal().isPresent() ? "  Proposed tags and rules:" : "  Declared tags and rules:");
        prepared.definition().columns().forEach(column -> out.println("    " + column(column)));
        if (!prepared.unmapped().isEmpty()) {
            out.println("    left out: " + String.join(", ", prepared.unmapped()));
        }
        out.println("  Match rules that can hold: " + orNone(source.rules()));
        out.println("  Blocking by: " + orNone(source.blocking())
                + (source.blockingNew().isEmpty() ? "" : "; new: " + String.join(", ", source.blockingNew())));
        out.println("  " + Figures.count(source.joining(), "record", "records") + " would join "
                + Figures.count(source.joined(), "profile that is there", "profiles that are there")
                + (source.joining() > 0 ? ": " + PlanText.counts(source.decidedBy()) : ""));
        out.println("  " + Figures.count(prepared.accepted() - source.joining(), "record", "records") + " would make "
                + Figures.count(source.alone(), "new profile", "new profiles"));
        if (source.grown() > 0) {
            out.println("  " + Figures.count(source.grown(), "profile", "profiles")
                    + " with records of it would grow beyond sense.");
        }
    }

    private static String orNone(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String column(ColumnMapping column) {
        String rules = column.rules().stream().map(RuleWords::name).collect(Collectors.joining(", "));
        return String.format(
                        Locale.ROOT,
                        "%-24s %-18s %s",
                        column.label(),
                        column.tag().name().toLowerCase(Locale.ROOT),
                        rules)
                .stripTrailing();
    }
}
