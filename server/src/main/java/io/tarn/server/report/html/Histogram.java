package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import java.util.List;

/**
 * Upright columns over a scale, with lines drawn across where something is decided, and the same figures as a table.
 *
 * @param across what the horizontal axis measures
 * @param up what the vertical axis counts
 */
record Histogram(
        String title, String across, String up, Axis height, List<Column> columns, List<Mark> marks, List<Line> lines) {
    private static final double PLOT_HEIGHT = 240;
    private static final double HEAD = 52;
    private static final double FOOT = 22;
    private static final int FIGURES_SHOWN_MAX = 14;

    Histogram {
        columns = List.copyOf(columns);
        marks = List.copyOf(marks);
        lines = List.copyOf(lines);
    }

    /**
     * One column.
     *
     * @param from where it starts, in percent of the width
     * @param to where it ends
     */
    record Column(String label, double from, double to, double value, String tip, Tone tone) {}

    /** A label under the axis, at a percentage of the width. */
    record Mark(String label, double at) {}

    /** A line across the columns, such as a threshold, at a percentage of the width. */
    record Line(String label, double at) {}

    void draw(Html out) {
        out.open("figure", "class", "chart");
        out.open("figcaption")
                .element("strong", title)
                .element("span", up + " by " + across, "class", "unit")
                .close();
        String total = Html.pixels(HEAD + PLOT_HEIGHT + FOOT);
        out.open("div", "class", "plot-frame");
        heights(out, total);
        out.open("svg", "class", "plot", "role", "img", "aria-label", title, "height", total);
        gridLines(out);
        columns.forEach(column -> column(out, column));
        for (int i = 0; i < lines.size(); i++) {
            line(out, i);
        }
        foot(out);
        out.close().close();
        out.element("div", across + " →", "class", "across");
        table(out);
        out.close();
    }

    private double y(double value) {
        return HEAD + PLOT_HEIGHT * (1 - height.at(value) / 100);
    }

    private void gridLines(Html out) {
        for (double tick : height.ticks()) {
            String y = Html.pixels(y(tick));
            out.empty("line", "class", "grid", "x1", "0", "x2", "100%", "y1", y, "y2", y);
        }
        String bottom = Html.pixels(HEAD + PLOT_HEIGHT);
        out.empty("line", "class", "zero", "x1", "0", "x2", "100%", "y1", bottom, "y2", bottom);
    }

    /** The labels of the upright axis, in a drawing of their own so that no column covers them. */
    private void heights(Html out, String total) {
        out.open("svg", "class", "heights", "aria-hidden", "true", "height", total);
        for (double tick : height.ticks()) {
            out.element("text", Figures.tick(tick), "x", "100%", "y", Html.pixels(y(tick) + 4), "text-anchor", "end");
        }
        out.element("text", up, "class", "name", "x", "100%", "y", Html.pixels(HEAD - 14), "text-anchor", "end");
        out.close();
    }

    private void column(Html out, Column column) {
        double gap = Math.min(0.3, (column.to() - column.from()) / 6);
        double top = y(column.value());
        out.open("g").element("title", column.tip());
        out.empty(
                "rect",
                "class",
                column.tone().css(),
                "x",
                Html.percent(column.from() + gap),
                "width",
                Html.percent(Math.max(0.1, column.to() - column.from() - 2 * gap)),
                "y",
                Html.pixels(top),
                "height",
                Html.pixels(Math.max(0, HEAD + PLOT_HEIGHT - top)));
        out.empty(
                "rect",
                "class",
                "reach",
                "x",
                Html.percent(column.from()),
                "width",
                Html.percent(column.to() - column.from()),
                "y",
                Html.pixels(HEAD),
                "height",
                Html.pixels(PLOT_HEIGHT));
        if (columns.size() <= FIGURES_SHOWN_MAX) {
            String x = Html.percent((column.from() + column.to()) / 2);
            String shown = Figures.tick(column.value());
            out.element("text", shown, "class", "value", "x", x, "y", Html.pixels(top - 5), "text-anchor", "middle");
        }
        out.close();
    }

    /** Labels stand on steps, the last one highest, and turn outward, so that near lines stay apart. */
    private void line(Html out, int index) {
        Line line = lines.get(index);
        String x = Html.percent(line.at());
        double y = 14 + 16.0 * (lines.size() - 1 - index);
        boolean isLast = index == lines.size() - 1;
        boolean isLeft = line.at() > (isLast ? 70 : 25);
        out.empty(
                "line",
                "class",
                "cut",
                "x1",
                x,
                "x2",
                x,
                "y1",
                Html.pixels(y - 10),
                "y2",
                Html.pixels(HEAD + PLOT_HEIGHT));
        out.element(
                "text",
                line.label(),
                "class",
                "cut",
                "x",
                x,
                "dx",
                isLeft ? "-6" : "6",
                "y",
                Html.pixels(y),
                "text-anchor",
                isLeft ? "end" : "start");
    }

    private void foot(Html out) {
        for (Mark mark : marks) {
            String anchor = mark.at() < 3 ? "start" : mark.at() > 97 ? "end" : "middle";
            String y = Html.pixels(HEAD + PLOT_HEIGHT + 16);
            out.element("text", mark.label(), "x", Html.percent(mark.at()), "y", y, "text-anchor", anchor);
        }
    }

    private void table(Html out) {
        out.open("details", "class", "figures").element("summary", "The same as a table");
        out.open("table")
                .open("tr")
                .element("th", across)
                .element("th", up, "class", "n")
                .close();
        for (Column column : columns) {
            out.open("tr").element("td", column.label());
            out.element("td", Figures.count(Math.round(column.value())), "class", "n")
                    .close();
        }
        out.close().close();
    }
}
