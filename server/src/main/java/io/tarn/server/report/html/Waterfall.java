package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import io.tarn.server.report.Disclosure;
import io.tarn.server.report.Matching.Threshold;
import io.tarn.server.report.SamplePair;
import io.tarn.server.report.SamplePair.FieldPair;
import io.tarn.server.report.SamplePair.Step;
import java.util.List;
import java.util.Optional;

/**
 * How the weight of one pair adds up: a row for the start, one for each comparison with both records' values, one for
 * the sum; each bar starts where the one above it ended.
 */
record Waterfall(SamplePair pair, List<Threshold> thresholds, Disclosure disclosure) {
    private static final int TICKS_MAX = 6;
    private static final int STEPS_MAX = 24;
    /** What the steps leave unsaid is shown from here on, in bits. */
    private static final double OTHER_MIN = 0.05;

    Waterfall {
        thresholds = List.copyOf(thresholds);
    }

    void draw(Html out) {
        Axis axis = axis();
        out.open("div", "class", "waterfall");
        head(out);
        bar(out, axis, "Start", "the chance of two random records", new Span(0, pair.prior(), true), List.of());
        double sum = pair.prior();
        Budget budget = Budget.of(out, Limits.TABLE_BYTES);
        for (Step step : shownSteps()) {
            if (budget.isSpent()) {
                break;
            }
            double next = sum + step.weight();
            bar(out, axis, Limits.cut(step.comparison()), level(step), new Span(sum, next, false), step.values());
            sum = next;
        }
        if (Math.abs(pair.weight() - sum) >= OTHER_MIN) {
            bar(out, axis, "Everything else", "", new Span(sum, pair.weight(), false), List.of());
        }
        Span total = new Span(0, pair.weight(), true);
        bar(out, axis, "Sum", Figures.percent(pair.probability()) + " sure", total, List.of());
        foot(out, axis);
        out.close();
    }

    /**
     * From where to where a bar reaches.
     *
     * @param isWhole whether it starts at nought, as the first and the last one do
     */
    private record Span(double from, double to, boolean isWhole) {
        double weight() {
            return to - from;
        }
    }

    private List<Step> shownSteps() {
        List<Step> steps = pair.steps();
        return steps.size() <= STEPS_MAX ? steps : steps.subList(0, STEPS_MAX);
    }

    private Axis axis() {
        double low = Math.min(0, Math.min(pair.prior(), pair.weight()));
        double high = Math.max(0, Math.max(pair.prior(), pair.weight()));
        double sum = pair.prior();
        for (Step step : shownSteps()) {
            sum += step.weight();
            low = Math.min(low, sum);
            high = Math.max(high, sum);
        }
        for (Threshold threshold : thresholds) {
            low = Math.min(low, threshold.weight());
            high = Math.max(high, threshold.weight());
        }
        double pad = Math.max(1, (high - low) * 0.04);
        return Axis.linear(low - pad, high + pad, TICKS_MAX);
    }

    private void head(Html out) {
        out.open("div", "class", "fall head");
        out.element("span", "Compared", "class", "label");
        out.open("span", "class", "value")
                .text(Limits.cut(pair.left().source()))
                .close();
        out.open("span", "class", "value")
                .text(Limits.cut(pair.right().source()))
                .close();
        out.element("span", "Match weight in bits", "class", "track");
        out.element("span", "", "class", "figure");
        out.close();
    }

    private static String level(Step step) {
        return step.rarity() == 0
                ? Limits.cut(step.level())
                : Limits.cut(step.level()) + (step.rarity() > 0 ? ", and a rare value" : ", but a common value");
    }

    private void bar(Html out, Axis axis, String name, String detail, Span span, List<FieldPair> values) {
        out.open("div", "class", span.isWhole() ? "fall whole" : "fall");
        out.open("span", "class", "label")
                .element("b", name)
                .element("small", detail)
                .close();
        values(out, values);
        out.open(
                "svg",
                "class",
                "track",
                "role",
                "img",
                "aria-label",
                name + ": " + Figures.bits(span.weight()) + " bits");
        out.element(
                "title",
                name + ", " + detail + ": " + Figures.bits(span.weight()) + " bits, " + Figures.factor(span.weight()));
        BarChart.grid(out, axis);
        cuts(out, axis);
        joints(out, axis, span, name.equals("Sum"));
        double left = axis.at(Math.min(span.from(), span.to()));
        double right = axis.at(Math.max(span.from(), span.to()));
        out.empty(
                "rect",
                "class",
                Tone.of(span.weight()).css(),
                "x",
                Html.percent(left),
                "y",
                "50%",
                "width",
                Html.percent(Math.max(0.3, right - left)),
                "height",
                "14",
                "rx",
                "2",
                "transform",
                "translate(0 -7)");
        out.close();
        out.element(
                "span",
                Figures.bits(span.weight()),
                "class",
                "figure " + Tone.of(span.weight()).css());
        out.close();
    }

    /** Lines that lead from one bar's end to the next bar's start. */
    private static void joints(Html out, Axis axis, Span span, boolean isLast) {
        if (!isLast) {
            String x = Html.percent(axis.at(span.to()));
            out.empty("line", "class", "joint", "x1", x, "x2", x, "y1", "50%", "y2", "100%");
        }
        if (!span.isWhole() || isLast) {
            String x = Html.percent(axis.at(isLast ? span.to() : span.from()));
            out.empty("line", "class", "joint", "x1", x, "x2", x, "y1", "0", "y2", "50%");
        }
    }

    private void cuts(Html out, Axis axis) {
        for (Threshold threshold : thresholds) {
            String x = Html.percent(axis.at(threshold.weight()));
            out.empty("line", "class", "cut", "x1", x, "x2", x, "y1", "0", "y2", "100%");
        }
    }

    private void foot(Html out, Axis axis) {
        out.open("div", "class", "fall axis", "aria-hidden", "true");
        out.element("span", "", "class", "label");
        out.element("span", "", "class", "value").element("span", "", "class", "value");
        out.open("svg", "class", "track");
        for (double tick : axis.ticks()) {
            String shown = tick < 0 ? "−" + Figures.tick(-tick) : Figures.tick(tick);
            double at = axis.at(tick);
            String anchor = at < 4 ? "start" : at > 96 ? "end" : "middle";
            out.element(
                    "text",
                    shown,
                    "class",
                    tick == 0 ? "origin" : "tick",
                    "x",
                    Html.percent(at),
                    "y",
                    "14",
                    "text-anchor",
                    anchor);
        }
        out.close();
        out.element("span", "", "class", "figure");
        out.close();
    }

    private void values(Html out, List<FieldPair> values) {
        out.open("span", "class", "value");
        List<FieldPair> fields = Limits.first(values, Limits.FIELDS);
        for (FieldPair field : fields) {
            marked(out, field, Side.LEFT);
        }
        out.close();
        out.open("span", "class", "value");
        for (FieldPair field : fields) {
            marked(out, field, Side.RIGHT);
        }
        out.close();
    }

    private enum Side {
        LEFT,
        RIGHT
    }

    /** One side's value, with what the other side lacks marked; the mark shows even where the letter is hidden. */
    private void marked(Html out, FieldPair field, Side side) {
        var own = side == Side.LEFT ? field.left() : field.right();
        Optional<Difference> difference = Optional.ofNullable(field.left().text())
                .flatMap(left ->
                        Optional.ofNullable(field.right().text()).map(right -> Difference.between(left, right)));
        String kind = own.text() == null
                ? "missing"
                : difference.isEmpty() ? "alone" : difference.get().edits() == 0 ? "same" : "differs";
        out.open("span", "class", "field " + kind, "title", Limits.cut(field.field()) + said(difference));
        out.open("bdi");
        String shown = disclosure.lay(own);
        if (difference.isPresent() && own.text() != null && difference.get().isWhole()) {
            out.element("mark", shown).close().close();
            return;
        }
        int[] points = shown.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int at = i;
            boolean isMarked = own.text() != null
                    && difference
                            .map(found -> side == Side.LEFT ? found.left() : found.right())
                            .filter(positions -> positions.get(at))
                            .isPresent();
            if (isMarked) {
                out.element("mark", Character.toString(points[i]));
            } else {
                out.text(Character.toString(points[i]));
            }
        }
        out.close().close();
    }

    private static String said(Optional<Difference> difference) {
        return difference
                .map(found -> found.edits() == 0
                        ? ": the same"
                        : ": " + Figures.count(found.edits(), "character", "characters") + " apart")
                .orElse(": one side is empty");
    }
}
