package io.tarn.server.report;

import io.tarn.server.figures.Figures;
import io.tarn.server.report.Footprint.CopyKind;
import io.tarn.server.report.SamplePair.Decision;
import io.tarn.server.report.SamplePair.FieldPair;
import io.tarn.server.report.SamplePair.Pick;
import io.tarn.server.report.SamplePair.Step;
import io.tarn.server.report.SourceColumns.ColumnFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ten lines in which a terminal tells what a run found. */
public final class TextSummary {
    private static final int LINES_MAX = 10;
    private static final int TAGS_MAX = 8;
    private static final int PAIRS_MAX = 3;
    private static final double UNSURE_BELOW = 0.7;

    private TextSummary() {}

    /**
     * The lines, at most ten.
     *
     * @param place where the report lies, as the reader would type it
     */
    public static List<String> lines(RunReport report, String place) {
        List<String> lines = new ArrayList<>();
        lines.add(read(report));
        lines.add(columns(report.columns()));
        lines.add(people(report));
        report.matching().ifPresent(matching -> lines.add(compared(matching)));
        for (SamplePair pair : chosen(report.pairs())) {
            lines.add(pair(pair, report.disclosure()));
        }
        copies(report.footprint()).ifPresent(lines::add);
        lines.add("Report      " + place);
        return lines.size() <= LINES_MAX ? lines : lines.subList(lines.size() - LINES_MAX, lines.size());
    }

    private static String read(RunReport report) {
        RunReport.Totals totals = report.totals();
        String rejected = totals.rejected() == 0
                ? "; all were accepted"
                : "; " + Figures.count(totals.rejected()) + " were not accepted, see silver.rejected";
        return "Read        " + Figures.count(totals.records(), "row", "rows") + " from "
                + Figures.count(report.intake().sources().size(), "source", "sources") + " in "
                + Figures.took(report.run().took()) + rejected;
    }

    private static String columns(List<SourceColumns> sources) {
        List<ColumnFinding> columns =
                sources.stream().flatMap(source -> source.columns().stream()).toList();
        List<String> named = columns.stream()
                .sorted(Comparator.comparingDouble(ColumnFinding::confidence)
                        .reversed()
                        .thenComparing(ColumnFinding::column))
                .limit(TAGS_MAX)
                .map(column -> plain(column.column()) + " = "
                        + column.tag().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
        long unsure = columns.stream()
                .filter(column -> column.confidence() < UNSURE_BELOW)
                .count();
        String rest = columns.size() > TAGS_MAX ? ", and " + (columns.size() - TAGS_MAX) + " more" : "";
        String doubt = unsure == 0 ? "" : " (unsure of " + unsure + ")";
        return "Columns     " + String.join(", ", named) + rest + doubt;
    }

    private static String people(RunReport report) {
        RunReport.Totals totals = report.totals();
        return "Persons     " + Figures.count(totals.profiles(), "profile", "profiles") + " among "
                + Figures.count(totals.accepted(), "record", "records") + ": "
                + Figures.percent(totals.duplicateShare()) + " are duplicates";
    }

    private static String compared(Matching matching) {
        return "Compared    " + Figures.count(matching.blocking().compared(), "pair", "pairs") + " of "
                + Figures.about(matching.blocking().possible());
    }

    /** The most telling pairs: first what surprises, then what is near the line, then what is plain. */
    private static List<SamplePair> chosen(List<SamplePair> pairs) {
        List<Pick> order = List.of(Pick.SURPRISING, Pick.JUST_ABOVE, Pick.JUST_BELOW, Pick.STRONGEST, Pick.SPLIT);
        return pairs.stream()
                .sorted(Comparator.comparingInt(pair -> order.indexOf(pair.pick())))
                .limit(PAIRS_MAX)
                .toList();
    }

    private static String pair(SamplePair pair, Disclosure disclosure) {
        String sign = pair.decision() == Decision.JOINED ? "=" : pair.decision() == Decision.REVIEW ? "?" : "≠";
        return pad(pair.decision().label()) + side(pair, disclosure, Side.LEFT) + "  " + sign + "  "
                + side(pair, disclosure, Side.RIGHT) + "  because: " + plain(pair.reason());
    }

    /** The pair of records that a reader would least expect to be one person, and why they are; none when none was kept. */
    public static Optional<String> surprise(RunReport report) {
        return report.pairs().stream()
                .filter(pair -> pair.pick() == Pick.SURPRISING && pair.decision() == Decision.JOINED)
                .findFirst()
                .map(pair -> "'" + side(pair, report.disclosure(), Side.LEFT) + "' in "
                        + pair.left().source()
                        + " and '" + side(pair, report.disclosure(), Side.RIGHT) + "' in "
                        + pair.right().source()
                        + " are one person. " + plain(pair.reason()));
    }

    private enum Side {
        LEFT,
        RIGHT
    }

    /** The two fields that weigh most, as far as they are filled. */
    private static String side(SamplePair pair, Disclosure disclosure, Side side) {
        List<String> shown = pair.steps().stream()
                .sorted(Comparator.comparingDouble((Step step) -> -Math.abs(step.weight()))
                        .thenComparing(Step::comparison))
                .limit(2)
                .flatMap(step -> step.values().stream().limit(2))
                .map(field -> value(field, side))
                .filter(value -> value.text() != null)
                .map(disclosure::show)
                .toList();
        return shown.isEmpty() ? "—" : plain(String.join(" ", shown));
    }

    private static TaggedValue value(FieldPair field, Side side) {
        return side == Side.LEFT ? field.left() : field.right();
    }

    private static Optional<String> copies(Footprint footprint) {
        if (footprint.copies().isEmpty()) {
            return Optional.empty();
        }
        long tables = footprint.copies().stream()
                .filter(copy -> copy.kind() == CopyKind.TABLE)
                .count();
        long others = footprint.copies().size() - tables;
        return Optional.of("Copies      personal data lies in " + Figures.count(tables, "table", "tables") + " and "
                + Figures.count(others, "other place", "other places") + "; the report lists them");
    }

    private static String pad(String label) {
        return label + " ".repeat(Math.max(1, 12 - label.length()));
    }

    /** Without characters that a terminal would obey. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean isObeyed = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            plain.appendCodePoint(isObeyed ? 0xFFFD : point);
        });
        return plain.toString();
    }
}
