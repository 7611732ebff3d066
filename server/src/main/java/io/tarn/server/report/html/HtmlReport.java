package io.tarn.server.report.html;

import io.tarn.server.report.Disclosure;
import io.tarn.server.report.Matching.Threshold;
import io.tarn.server.report.RunReport;
import java.util.List;

/**
 * A run's report as one HTML page that needs nothing beside itself: it opens from a disk, prints, fits a phone, and
 * tells the browser to refuse any network.
 *
 * <p>Lists are cut at the limits of this package and the page says where, so that it stays below {@link #SIZE_MAX}
 * whatever the data.
 */
public final class HtmlReport {
    /** No page grows beyond so many bytes. */
    public static final int SIZE_MAX = 1_500_000;

    private HtmlReport() {}

    /** Draws the report; values are masked unless its disclosure says otherwise. */
    public static String render(RunReport report) {
        Html out = new Html();
        out.trusted("<!doctype html>\n").open("html", "lang", "en");
        head(out, report);
        out.open("body");
        out.element("a", "Skip to the report", "class", "skip", "href", "#" + Section.SUMMARY.anchor());
        navigation(out, report);
        out.open("main");
        parts(out, report);
        foot(out, report);
        out.close();
        out.open("script").trusted(Resources.SCRIPT).close();
        out.close().close();
        return out.toString();
    }

    private static void head(Html out, RunReport report) {
        String policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                + " form-action 'none'; script-src '" + Resources.scriptDigest() + "'";
        out.open("head").empty("meta", "charset", "utf-8");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        out.empty("meta", "name", "robots", "content", "noindex");
        out.element("title", "Tarn: " + Limits.cut(report.run().title()));
        out.open("style").trusted(Resources.STYLE).close().close();
    }

    private static void navigation(Html out, RunReport report) {
        out.open("nav", "aria-label", "Parts of the report");
        out.element("a", "Tarn", "class", "brand", "href", "#" + Section.SUMMARY.anchor());
        out.open("ul");
        for (Section section : Section.values()) {
            if (isDrawn(section, report)) {
                out.open("li")
                        .element("a", section.title(), "href", "#" + section.anchor())
                        .close();
            }
        }
        out.close();
        out.element("button", "Light or dark", "type", "button", "id", "theme", "hidden", "hidden");
        out.close();
    }

    private static boolean isDrawn(Section section, RunReport report) {
        return switch (section) {
            case BLOCKING, WEIGHTS, SPREAD -> report.matching().isPresent();
            case PAIRS -> !report.pairs().isEmpty();
            case SUMMARY, CHANGES, INTAKE, COLUMNS, PROFILES, SURVIVORSHIP, COPIES, TIME -> true;
        };
    }

    private static void parts(Html out, RunReport report) {
        Disclosure disclosure = report.disclosure();
        SummaryPart.draw(out, report);
        if (disclosure == Disclosure.REVEALED) {
            out.element(
                    "p",
                    "This report shows personal data as it is (--reveal). Keep it as safe as the data itself.",
                    "class",
                    "warning");
        }
        SummaryPart.drawChanges(out, report.changes());
        IntakePart.draw(out, report.intake());
        ColumnPart.draw(out, report.columns(), disclosure);
        report.matching().ifPresent(matching -> MatchingPart.draw(out, matching));
        if (!report.pairs().isEmpty()) {
            List<Threshold> thresholds = report.matching()
                    .map(matching -> matching.weights().thresholds())
                    .orElse(List.of());
            PairPart.draw(out, report.pairs(), Limits.first(thresholds, Limits.THRESHOLDS), disclosure);
        }
        ProfilePart.draw(out, report.profiles(), disclosure);
        GoldPart.draw(out, report.survivorship());
        FootprintPart.draw(out, report.footprint());
    }

    private static void foot(Html out, RunReport report) {
        String privacy =
                report.disclosure() == Disclosure.MASKED ? "Values are masked. " : "Values are shown as they are. ";
        out.open("footer").text("Run ").element("code", Limits.cut(report.run().id()));
        out.text(" · Tarn " + Limits.cut(report.run().version()) + " · " + privacy
                + "This page loads nothing from any network.");
        out.close();
    }
}
