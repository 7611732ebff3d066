package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import java.util.List;

/**
 * Horizontal bars that start at nought and go either way, one row each, in named groups; labels and figures are text
 * beside the bars, so that nothing shrinks on a small screen.
 *
 * @param unit what the axis counts
 * @param axis must hold nought
 */
record BarChart(String title, String unit, Axis axis, List<Bar> bars) {
    BarChart {
        bars = List.copyOf(bars);
    }

    /**
     * One bar.
     *
     * @param group the heading it stands under; bars of one group follow each other
     * @param shown the figure beside it
     * @param tip what is told on pointing at it
     */
    record Bar(String group, String label, double value, String shown, String tip, Tone tone) {}

    void draw(Html out) {
        out.open("figure", "class", "chart bars");
        out.open("figcaption")
                .element("strong", title)
                .element("span", unit, "class", "unit")
                .close();
        String group = "";
        Budget budget = Budget.of(out, Limits.CHART_BYTES);
        int shown = 0;
        for (Bar bar : bars) {
            if (budget.isSpent()) {
                break;
            }
            shown++;
            if (!bar.group().equals(group)) {
                group = bar.group();
                out.element("div", group, "class", "group");
            }
            row(out, bar);
        }
        axisRow(out, axis, unit);
        Limits.say(out, bars.size(), shown, "bars");
        out.close();
    }

    private void row(Html out, Bar bar) {
        out.open("div", "class", "bar-row");
        out.element("span", bar.label(), "class", "label");
        out.open("svg", "class", "track", "role", "img", "aria-label", bar.label() + ": " + bar.shown());
        out.element("title", bar.tip());
        grid(out, axis);
        double from = axis.at(Math.min(0, bar.value()));
        double to = axis.at(Math.max(0, bar.value()));
        out.empty(
                "rect",
                "class",
                bar.tone().css(),
                "x",
                Html.percent(from),
                "y",
                "4",
                "width",
                Html.percent(Math.max(0.25, to - from)),
                "height",
                "14",
                "rx",
                "2");
        out.close();
        out.element("span", bar.shown(), "class", "figure");
        out.close();
    }

    /** Lines at the ticks, the one at nought stronger. */
    static void grid(Html out, Axis axis) {
        for (double tick : axis.ticks()) {
            String x = Html.percent(axis.at(tick));
            out.empty("line", "class", tick == 0 ? "zero" : "grid", "x1", x, "x2", x, "y1", "0", "y2", "100%");
        }
    }

    /** The row of tick labels under a chart of rows. */
    static void axisRow(Html out, Axis axis, String unit) {
        out.open("div", "class", "bar-row axis", "aria-hidden", "true");
        out.element("span", unit, "class", "label");
        out.open("svg", "class", "track");
        for (double tick : axis.ticks()) {
            double at = axis.at(tick);
            String anchor = at < 4 ? "start" : at > 96 ? "end" : "middle";
            String shown = tick < 0 ? "−" + Figures.tick(-tick) : Figures.tick(tick);
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
}
