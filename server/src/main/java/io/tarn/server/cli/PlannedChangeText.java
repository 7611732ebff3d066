package io.tarn.server.cli;

import io.tarn.loop.plan.PlannedChange;
import io.tarn.loop.plan.PlannedChange.Cause;
import io.tarn.loop.plan.PlannedChange.Kind;
import io.tarn.loop.plan.PlannedChange.Side;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Examples of what would change, as lines for people: before, after, and what did it. */
final class PlannedChangeText {
    private final PrintWriter out;
    private final EvidenceText evidence;

    PlannedChangeText(PrintWriter out, EvidenceText evidence) {
        this.out = out;
        this.evidence = evidence;
    }

    void print(PlannedChange change) {
        out.println();
        out.println(title(change));
        change.before().forEach(side -> side("before", side));
        change.after().forEach(side -> side("after", side));
        change.cause().ifPresent(cause -> cause(change.kind(), cause));
    }

    private static String title(PlannedChange change) {
        return switch (change.kind()) {
            case MERGE -> "Merge into " + change.profileId();
            case SPLIT -> "Split of " + change.profileId();
            case NEW -> "New profile " + change.profileId();
            case VANISH -> "Profile " + change.profileId() + " vanishes";
        };
    }

    private void side(String when, Side side) {
        String records = side.records().stream().map(evidence::where).collect(Collectors.joining(" "));
        long more = side.recordCount() - side.records().size();
        out.println("  " + when + " " + " ".repeat(6 - when.length()) + side.profileId() + "  " + records
                + (more > 0 ? " and " + more + " more" : ""));
        traits(side, "           ");
    }

    void traits(Side side, String indent) {
        if (!side.traits().isEmpty()) {
            out.println(indent
                    + side.traits().entrySet().stream()
                            .map(trait -> evidence.shown(trait.getKey(), trait.getValue()))
                            .collect(Collectors.joining(" | ")));
        }
    }

    private void cause(Kind kind, Cause cause) {
        if (kind == Kind.SPLIT) {
            out.println("  held by  " + evidence.line(cause.link()));
            String now = cause.score()
                    .map(EvidenceText::verdict)
                    .or(() -> cause.otherwise().map(evidence::line))
                    .orElse("no link");
            out.println("  would be " + now);
        } else {
            out.println("  by       " + evidence.line(cause.link()));
            out.println("  now      " + cause.otherwise().map(evidence::line).orElse("no link between the two"));
        }
        cause.score().ifPresent(score -> evidence.waterfall(score.evidence(), "            "));
    }
}
