package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import io.tarn.server.report.Footprint;
import io.tarn.server.report.Footprint.Copy;
import io.tarn.server.report.Footprint.Stage;
import io.tarn.server.report.Footprint.TableWritten;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws where copies of personal data lie, how long each stage took, and the version of every table written. */
final class FootprintPart {
    private FootprintPart() {}

    static void draw(Html out, Footprint footprint) {
        copies(out, footprint.copies());
        time(out, footprint);
    }

    private static void copies(Html out, List<Copy> copies) {
        long tables = copies.stream()
                .filter(copy -> copy.kind() == Footprint.CopyKind.TABLE)
                .count();
        Section.COPIES.open(
                out,
                "Personal data lies in " + Figures.count(copies.size(), "place", "places") + ", "
                        + Figures.count(tables, "of them a table", "of them tables")
                        + " of the lake. Whoever is forgotten must be forgotten in each.");
        Table table = Table.open(out, "Place", "Kind", "#Personal columns", "#Rows", "Remark");
        table.rows(
                copies,
                Limits.COPIES,
                "places",
                copy -> table.code(copy.place())
                        .cell(copy.kind().label())
                        .number(copy.columns())
                        .cell(copy.rows().map(Figures::count).orElse("—"))
                        .cell(copy.note()));
        out.close();
    }

    private static void time(Html out, Footprint footprint) {
        Duration all = footprint.stages().stream().map(Stage::took).reduce(Duration.ZERO, Duration::plus);
        Section.TIME.open(
                out,
                "The stages took " + Figures.took(all) + " together. Every table is an open Delta table; the version"
                        + " tells where to travel back to.");
        if (!footprint.stages().isEmpty()) {
            stages(out, footprint.stages());
        }
        tables(out, footprint.tables());
        out.close();
    }

    private static void stages(Html out, List<Stage> stages) {
        List<BarChart.Bar> bars = new ArrayList<>();
        double longest = 0;
        for (Stage stage : Limits.first(stages, Limits.STAGES)) {
            double seconds = stage.took().toNanos() / 1e9;
            longest = Math.max(longest, seconds);
            String tip = Limits.cut(stage.name()) + ": " + Figures.took(stage.took())
                    + stage.rows()
                            .map(rows -> ", " + Figures.count(rows, "row", "rows"))
                            .orElse("");
            bars.add(new BarChart.Bar(
                    "", Limits.cut(stage.name()), seconds, Figures.took(stage.took()), tip, Tone.NEUTRAL));
        }
        new BarChart("Time by stage", "seconds", Axis.linear(0, Math.max(longest, 0.001) * 1.02, 6), bars).draw(out);
    }

    private static void tables(Html out, List<TableWritten> tables) {
        Table table = Table.open(out, "Table", "#Version before", "#Version now", "#Rows", "#Size");
        table.rows(
                tables,
                Limits.TABLES,
                "tables",
                written -> table.code(written.table())
                        .cell(written.before().map(Figures::count).orElse("new"))
                        .number(written.version())
                        .number(written.rows())
                        .cell(Figures.bytes(written.bytes())));
    }
}
