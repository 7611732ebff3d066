package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import io.tarn.server.report.Intake;
import io.tarn.server.report.Intake.FileIntake;
import io.tarn.server.report.Intake.SourceIntake;
import java.util.List;

/** Draws what came in by source and file, and what was not accepted and why. */
final class IntakePart {
    private IntakePart() {}

    static void draw(Html out, Intake intake) {
        long rows = intake.sources().stream().mapToLong(SourceIntake::rows).sum();
        long rejected =
                intake.sources().stream().mapToLong(SourceIntake::rejected).sum();
        Section.INTAKE.open(
                out,
                rejected == 0
                        ? "Every row that was read was accepted."
                        : Figures.count(rejected, "row", "rows") + " of " + Figures.count(rows)
                                + " could not be accepted. They wait in silver.rejected, each with its reason, to be"
                                + " mended and replayed.");
        Table table = Table.open(out, "Source", "File or table", "Read as", "#Size", "#Rows", "#Accepted", "#Rejected");
        List<Row> files = intake.sources().stream()
                .flatMap(source -> source.files().stream().map(file -> new Row(source.source(), file)))
                .toList();
        table.rows(files, Limits.FILES, "files", row -> file(table, row.source(), row.file()));
        rejections(out, intake);
        out.close();
    }

    private record Row(String source, FileIntake file) {}

    private static void file(Table table, String source, FileIntake file) {
        table.code(source)
                .cell(file.file())
                .cell(file.form())
                .cell(file.bytes().map(Figures::bytes).orElse("—"))
                .number(file.rows())
                .number(file.accepted())
                .number(file.rejected());
    }

    private static void rejections(Html out, Intake intake) {
        if (intake.rejections().isEmpty()) {
            return;
        }
        out.element("h3", "Not accepted");
        Table table =
                Table.open(out, "Source", "File", "Reason", "What is wrong and what to do", "#First row", "#Rows");
        table.rows(
                intake.rejections(),
                Limits.REJECTIONS,
                "reasons",
                rejection -> table.code(rejection.source())
                        .cell(rejection.file())
                        .code(rejection.reason())
                        .cell(rejection.detail())
                        .cell(rejection.firstRow().map(Figures::count).orElse("—"))
                        .number(rejection.rows()));
    }
}
