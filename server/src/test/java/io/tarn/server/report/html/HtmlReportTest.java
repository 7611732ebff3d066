package io.tarn.server.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.policy.SemanticTag;
import io.tarn.server.report.Disclosure;
import io.tarn.server.report.Intake;
import io.tarn.server.report.Profiles;
import io.tarn.server.report.Rewriting;
import io.tarn.server.report.RunReport;
import io.tarn.server.report.RunReport.Totals;
import io.tarn.server.report.SamplePair;
import io.tarn.server.report.Survivorship;
import io.tarn.server.report.TestingReports;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String ATTACK = "</style></script><script>alert(1)</script><img src=x onerror='alert(2)'>\"";

    @Test
    void isWholeAndWellFormed() throws Exception {
        String page = HtmlReport.render(TestingReports.retailer());

        Document document = parse(page);

        assertThat(document.getElementsByTagName("section").getLength()).isEqualTo(Section.values().length - 1);
        assertThat(document.getElementsByTagName("svg").getLength()).isGreaterThan(100);
    }

    @Test
    void rendersTheSameReportToTheSamePage() {
        assertThat(HtmlReport.render(TestingReports.retailer()))
                .isEqualTo(HtmlReport.render(TestingReports.retailer()));
    }

    @Test
    void asksForNothingOutsideItself() {
        String page = HtmlReport.render(TestingReports.retailer());

        assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "url(", "<link");
        assertThat(page).contains("default-src &#39;none&#39;");
    }

    @Test
    void letsNoTextBecomeMarkup() throws Exception {
        RunReport hostile = Rewriting.rewrite(TestingReports.retailer(), text -> ATTACK, 1);

        String masked = HtmlReport.render(hostile);
        String revealed = HtmlReport.render(hostile.with(Disclosure.REVEALED));

        for (String page : List.of(masked, revealed)) {
            assertThat(page).doesNotContain("<script>alert", "<img");
            assertThat(page.split("<script", -1)).hasSize(2);
            assertThat(page.split("</style>", -1)).hasSize(2);
            parse(page);
        }
    }

    @Test
    void replacesCharactersThatTurnTextAround() {
        RunReport turned = Rewriting.rewrite(TestingReports.retailer(), text -> "a\u202Eb\u0000c\uD800d", 1);

        assertThat(HtmlReport.render(turned.with(Disclosure.REVEALED))).doesNotContain("\u202E", "\u0000", "\uD800");
    }

    @Test
    void tellsNoValueUnlessAskedTo() {
        RunReport report = TestingReports.retailer();
        List<String> secrets = report.pairs().stream()
                .flatMap(pair -> pair.steps().stream())
                .map(SamplePair.Step::values)
                .flatMap(List::stream)
                .filter(field ->
                        field.left().tag() != SemanticTag.GENDER && field.left().text() != null)
                .map(field -> String.valueOf(field.left().text()))
                .filter(text -> text.length() > 3)
                .toList();

        assertThat(secrets).contains("Wolkenstein").hasSizeGreaterThan(15);
        assertThat(HtmlReport.render(report)).doesNotContain(secrets);
        assertThat(HtmlReport.render(report.with(Disclosure.REVEALED))).contains("Wolkenstein", "shows personal data");
    }

    @Test
    void staysSmallWhateverTheData() {
        RunReport huge = Rewriting.rewrite(TestingReports.retailer(), text -> text + "\"🏔".repeat(300), 90);

        String page = HtmlReport.render(huge.with(Disclosure.REVEALED));

        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(HtmlReport.SIZE_MAX);
        assertThat(page).contains("are shown; the lake");
    }

    @Test
    void drawsARunThatFoundNothing() throws Exception {
        RunReport full = TestingReports.retailer();
        RunReport empty = new RunReport(
                full.run(),
                Disclosure.MASKED,
                new Totals(0, 0, 0, 0),
                new Intake(List.of(), List.of()),
                List.of(),
                Optional.empty(),
                List.of(),
                new Profiles(List.of(), List.of(), List.of(), List.of(), List.of()),
                new Survivorship(List.of()),
                Optional.empty(),
                full.footprint());

        String page = HtmlReport.render(empty);

        parse(page);
        assertThat(page).contains("This is the first run of this home").doesNotContain("NaN", "Infinity");
    }

    /** Kept beside the test's results, for a look in a browser. */
    @Test
    void opensInABrowser() throws IOException {
        Path folder = Files.createDirectories(Path.of("target"));
        Files.writeString(folder.resolve("report.html"), HtmlReport.render(TestingReports.retailer()));

        assertThat(folder.resolve("report.html")).isNotEmptyFile();
    }

    /** The page is written so that it is XML too, but for the texts of style and script. */
    private static Document parse(String page) throws Exception {
        String markup = page.replaceFirst("<!doctype html>", "")
                .replaceFirst("(?s)<style>.*?</style>", "")
                .replaceFirst("(?s)<script>.*?</script>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(markup)));
    }
}
