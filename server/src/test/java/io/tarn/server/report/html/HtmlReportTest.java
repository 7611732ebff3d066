package io.tarn.server.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.server.report.Disclosure;
import io.tarn.server.report.TestingReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test
    void writesIt() throws IOException {
        Files.writeString(Path.of("target/report.html"), HtmlReport.render(TestingReports.retailer()));
        Files.writeString(
                Path.of("target/report-revealed.html"),
                HtmlReport.render(TestingReports.retailer().with(Disclosure.REVEALED)));
        assertThat(Path.of("target/report.html")).exists();
    }
}
