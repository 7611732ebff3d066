package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import io.tarn.server.report.Matching;
import io.tarn.server.report.Matching.Bin;
import io.tarn.server.report.Matching.Blocking;
import io.tarn.server.report.Matching.BlockingKey;
import io.tarn.server.report.Matching.Comparison;
import io.tarn.server.report.Matching.Level;
import io.tarn.server.report.Matching.Model;
import io.tarn.server.report.Matching.Threshold;
import io.tarn.server.report.Matching.WeightSpread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws how pairs were found, what agreement is worth, and where the line between one person and two is drawn. */
final class MatchingPart {
    private MatchingPart() {}

    static void draw(Html out, Matching matching) {
        blocking(out, matching.blocking());
        weights(out, matching.model());
        spread(out, matching.weights());
    }

    private static void blocking(Html out, Blocking blocking) {
        String recall = blocking.recall()
                .map(share -> " By capture and recapture, which is optimistic where keys depend on each other, "
                        + Figures.percent(share) + " of all true pairs are among them.")
                .orElse("");
        Section.BLOCKING.open(
                out,
                "Of " + Figures.about(blocking.possible()) + " possible pairs, " + Figures.count(blocking.compared())
                        + " share enough to be worth a look." + recall);
        Table table = Table.open(
                out, "Two records must share", "#Pairs first found", "#Linked", "#Records passed over", "Share of all");
        table.rows(blocking.keys(), Limits.BLOCKING_KEYS, "keys", key -> {
            table.cell(key.key()).number(key.pairs()).number(key.links()).number(key.leftOut());
            table.openCell();
            ColumnPart.meter(out, blocking.compared() == 0 ? 0 : (double) key.pairs() / blocking.compared(), "neutral");
            out.close();
        });
        long leftOut = blocking.keys().stream().mapToLong(BlockingKey::leftOut).sum();
        if (leftOut > 0) {
            out.element(
                    "p",
                    Figures.count(leftOut, "time a record was", "times a record was")
                            + " passed over because too many share its value; another key may still find its pairs.",
                    "class",
                    "note");
        }
        out.close();
    }

    private static void weights(Html out, Model model) {
        Section.WEIGHTS.open(
                out,
                "Each thing compared speaks for one person (right) or for two (left). One bit doubles or halves the"
                        + " odds. " + Limits.cut(model.training()));
        List<BarChart.Bar> bars = new ArrayList<>();
        double prior = model.priorBits();
        bars.add(new BarChart.Bar(
                "Before anything is compared",
                "Two random records",
                prior,
                Figures.bits(prior),
                "Two random records are one person with a probability of " + Figures.percent(model.prior()),
                Tone.of(prior)));
        double low = Math.min(0, prior);
        double high = 0;
        for (Comparison comparison : Limits.first(model.comparisons(), Limits.COMPARISONS)) {
            for (Level level : commonest(comparison.levels())) {
                low = Math.min(low, level.weight());
                high = Math.max(high, level.weight());
                bars.add(weightBar(comparison, level));
            }
        }
        Axis axis = Axis.linear(low - 0.5, high + 0.5, 8);
        new BarChart("Match weights", "bits, log₂(m/u)", axis, bars).draw(out);
        Limits.say(out, model.comparisons().size(), Limits.COMPARISONS, "comparisons");
        if (model.comparisons().stream()
                .anyMatch(comparison -> comparison.levels().size() > Limits.LEVELS)) {
            String kept = "Of each comparison the " + Limits.LEVELS + " commonest levels are shown.";
            out.element("p", kept, "class", "cut-note");
        }
        probabilities(out, model);
        out.close();
    }

    /** The levels that are seen most, in their own order: a name has more of them than a page can hold. */
    private static List<Level> commonest(List<Level> levels) {
        Set<Level> kept = levels.stream()
                .sorted(Comparator.comparingDouble((Level level) -> -Math.max(level.m(), level.u()))
                        .thenComparing(Level::label))
                .limit(Limits.LEVELS)
                .collect(Collectors.toSet());
        return levels.stream().filter(kept::contains).toList();
    }

    private static BarChart.Bar weightBar(Comparison comparison, Level level) {
        String tip = Limits.cut(comparison.name()) + ", " + Limits.cut(level.label()) + ": "
                + Figures.factor(level.weight()) + ". " + said(level);
        return new BarChart.Bar(
                Limits.cut(comparison.name()),
                Limits.cut(level.label()),
                level.weight(),
                Figures.bits(level.weight()),
                tip,
                Tone.of(level.weight()));
    }

    private static void probabilities(Html out, Model model) {
        out.open("figure", "class", "chart bars wings");
        out.open("figcaption")
                .element("strong", "How often each likeness is seen")
                .element("span", "percent of pairs", "class", "unit")
                .close();
        out.open("p", "class", "legend")
                .element("span", "left: among pairs of two persons (u)", "class", "key against")
                .element("span", "right: among pairs of one person (m)", "class", "key for")
                .close();
        Budget budget = Budget.of(out, Limits.CHART_BYTES);
        for (Comparison comparison : Limits.first(model.comparisons(), Limits.COMPARISONS)) {
            if (budget.isSpent()) {
                out.element("p", "Further comparisons are left out here.", "class", "cut-note");
                break;
            }
            out.element("div", Limits.cut(comparison.name()), "class", "group");
            for (Level level : commonest(comparison.levels())) {
                wings(out, level);
            }
        }
        out.open("div", "class", "bar-row axis", "aria-hidden", "true").element("span", "", "class", "label");
        out.element("span", "", "class", "figure");
        out.open("svg", "class", "track");
        for (int tick = -100; tick <= 100; tick += 50) {
            String anchor = tick == -100 ? "start" : tick == 100 ? "end" : "middle";
            String label = Math.abs(tick) + " %";
            out.element("text", label, "x", Html.percent(50 + tick / 2.0), "y", "14", "text-anchor", anchor);
        }
        out.close().element("span", "", "class", "figure").close();
        out.close();
    }

    private static void wings(Html out, Level level) {
        String label = Limits.cut(level.label());
        String said = said(level);
        out.open("div", "class", "bar-row").element("span", label, "class", "label");
        out.element("span", Figures.percent(level.u()), "class", "figure against");
        out.open("svg", "class", "track", "role", "img", "aria-label", label + ": " + said)
                .element("title", said);
        for (int at = 0; at <= 100; at += 25) {
            String x = at + "%";
            out.empty("line", "class", at == 50 ? "zero" : "grid", "x1", x, "x2", x, "y1", "0", "y2", "100%");
        }
        wing(out, "against", 50 - 50 * level.u(), level.u());
        wing(out, "for", 50, level.m());
        out.close()
                .element("span", Figures.percent(level.m()), "class", "figure for")
                .close();
    }

    private static String said(Level level) {
        String household = level.household()
                .map(share -> ", of one household " + Figures.percent(share))
                .orElse("");
        return "of one person (m) " + Figures.percent(level.m()) + ", of two persons (u) " + Figures.percent(level.u())
                + household;
    }

    private static void wing(Html out, String tone, double x, double share) {
        String width = Html.percent(50 * Math.clamp(share, 0.0, 1.0));
        out.empty("rect", "class", tone, "x", Html.percent(x), "y", "4", "width", width, "height", "14", "rx", "2");
    }

    private static void spread(Html out, WeightSpread weights) {
        Section.SPREAD.open(
                out,
                "Every compared pair has a weight. Most pairs are two persons and stand on the left; the lines part what"
                        + " Tarn joins, what it asks about and what it leaves apart.");
        thresholds(out, weights.thresholds());
        List<Bin> bins = Limits.first(weights.bins(), Limits.BINS);
        if (bins.isEmpty()) {
            out.close();
            return;
        }
        Axis across = Axis.linear(bins.getFirst().from(), bins.getLast().to(), 10);
        List<Histogram.Column> columns =
                bins.stream().map(bin -> column(across, bin)).toList();
        List<Histogram.Mark> marks = across.ticks().stream()
                .map(tick ->
                        new Histogram.Mark(tick < 0 ? "−" + Figures.tick(-tick) : Figures.tick(tick), across.at(tick)))
                .toList();
        List<Histogram.Line> cuts = new ArrayList<>();
        for (Threshold threshold : Limits.first(weights.thresholds(), Limits.THRESHOLDS)) {
            String label = Limits.cut(threshold.name()) + " " + Figures.bits(threshold.weight());
            cuts.add(new Histogram.Line(label, across.at(threshold.weight())));
        }
        double most = bins.stream().mapToLong(Bin::pairs).max().orElse(1);
        new Histogram(
                        "Weights of all compared pairs",
                        "match weight in bits",
                        "pairs",
                        Axis.logarithmic(most),
                        columns,
                        marks,
                        cuts)
                .draw(out);
        out.open("p", "class", "legend")
                .element("span", "mostly one person", "class", "key for")
                .element("span", "mostly two persons", "class", "key against")
                .text("The vertical scale is logarithmic: each line is ten times the one below.")
                .close();
        out.close();
    }

    private static void thresholds(Html out, List<Threshold> thresholds) {
        out.open("ul", "class", "cuts");
        for (Threshold threshold : Limits.first(thresholds, Limits.THRESHOLDS)) {
            out.open("li")
                    .element(
                            "b", "From " + Figures.bits(threshold.weight()) + " bits: " + Limits.cut(threshold.name()));
            out.text(". " + Limits.cut(threshold.why())).close();
        }
        out.close();
    }

    private static Histogram.Column column(Axis across, Bin bin) {
        double share = bin.pairs() == 0 ? 0 : bin.samePerson() / bin.pairs();
        String label =
                String.format(Locale.ROOT, "%.1f to %.1f", bin.from(), bin.to()).replace('-', '−');
        String tip = label + " bits: " + Figures.count(bin.pairs(), "pair", "pairs") + ", an estimated "
                + Figures.percent(Math.min(1, share)) + " of them one person";
        return new Histogram.Column(
                label,
                across.at(bin.from()),
                across.at(bin.to()),
                bin.pairs(),
                tip,
                share >= 0.5 ? Tone.FOR : Tone.AGAINST);
    }
}
