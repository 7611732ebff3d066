package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import io.tarn.server.report.Changes;
import io.tarn.server.report.RunReport;
import io.tarn.server.report.RunReport.Totals;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Draws the head of the page, the few numbers that sum the run up, and what changed since the run before. */
final class SummaryPart {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private SummaryPart() {}

    static void draw(Html out, RunReport report) {
        out.open("header", "id", Section.SUMMARY.anchor(), "class", "hero");
        out.trusted(Resources.LAKE);
        out.open("div", "class", "hero-text");
        out.open("p", "class", "eyebrow")
                .text("Tarn run report · " + MOMENT.format(report.run().startedAt()))
                .close();
        out.element("h1", Limits.cut(report.run().title()));
        out.element("p", sentence(report), "class", "sentence");
        out.close();
        tiles(out, report);
        out.close();
    }

    /** The run in one sentence of plain words. */
    static String sentence(RunReport report) {
        Totals totals = report.totals();
        int sources = report.intake().sources().size();
        String read = "Tarn read " + Figures.count(totals.records(), "record", "records") + " from "
                + Figures.count(sources, "source", "sources");
        if (totals.accepted() == 0) {
            return read + " and could accept none of them; the reasons stand below.";
        }
        String found = " and found " + Figures.count(totals.profiles(), "person", "persons") + " in them";
        double share = totals.duplicateShare();
        return share == 0
                ? read + found + ": no two records are about the same one."
                : read + found + ": " + Figures.percent(share)
                        + " of the records only say again, or add to, what another one says.";
    }

    private static void tiles(Html out, RunReport report) {
        Totals totals = report.totals();
        out.open("dl", "class", "tiles");
        tile(out, Figures.count(totals.records()), "records in", "Rows read from every source");
        tile(out, Figures.count(totals.accepted()), "accepted", "Rows that became records");
        tile(out, Figures.count(totals.rejected()), "rejected", "Rows set aside with a reason; none is lost");
        tile(out, Figures.count(totals.profiles()), "profiles", "Persons found among the accepted records");
        tile(
                out,
                Figures.percent(totals.duplicateShare()),
                "duplicates",
                "Accepted records beyond the first one of each profile");
        tile(out, Figures.took(report.run().took()), "run time", "From the first file to the last table");
        out.close();
    }

    private static void tile(Html out, String figure, String name, String tip) {
        out.open("div", "class", "tile", "title", tip)
                .element("dt", name)
                .element("dd", figure)
                .close();
    }

    static void drawChanges(Html out, Optional<Changes> found) {
        if (found.isEmpty()) {
            Section.CHANGES.open(out, "This is the first run of this home: every profile is new.");
            out.close();
            return;
        }
        Changes changes = found.get();
        boolean isQuiet = changes.created() + changes.merged() + changes.split() + changes.retired() == 0;
        Section.CHANGES.open(
                out,
                isQuiet
                        ? "Nothing changed: every profile kept its id and its records."
                        : "Profile ids stay as they are unless records move; these moved since run "
                                + Limits.cut(changes.previousRun()) + ".");
        out.open("dl", "class", "tiles plain");
        tile(out, Figures.count(changes.unchanged()), "unchanged", "Profiles with the same records as before");
        tile(out, Figures.count(changes.created()), "created", "Profiles that were not there before");
        tile(out, Figures.count(changes.merged()), "merged", "Profiles that became part of another one");
        tile(out, Figures.count(changes.split()), "split", "Profiles that lost records to a new one");
        tile(out, Figures.count(changes.retired()), "retired", "Profiles whose last record is gone");
        out.close();
        examples(out, changes);
        out.close();
    }

    private static void examples(Html out, Changes changes) {
        if (changes.examples().isEmpty()) {
            return;
        }
        Table table = Table.open(out, "What happened", "Profile", "The other profile", "#Records moved");
        table.rows(
                changes.examples(),
                Limits.EXAMPLES,
                "merges and splits",
                example -> table.cell(example.kind())
                        .code(example.profileId())
                        .code(example.otherProfileId())
                        .number(example.records()));
    }
}
