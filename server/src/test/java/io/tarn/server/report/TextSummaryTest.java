package io.tarn.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextSummaryTest {
    @Test
    void tellsARunInTenLines() {
        List<String> lines = TextSummary.lines(TestingReports.retailer(), "home/reports/run.html");

        assertThat(lines).hasSizeLessThanOrEqualTo(10);
        assertThat(lines.getFirst())
                .isEqualTo("Read        152,310 rows from 5 sources in 21.5 s; 438 were not accepted, see"
                        + " silver.rejected");
        assertThat(lines.get(1))
                .startsWith("Columns     email = email, mail = email,")
                .endsWith("(unsure of 2)");
        assertThat(lines.get(2)).isEqualTo("Persons     24,871 profiles among 151,872 records: 83.6 % are duplicates");
        assertThat(lines.get(4)).contains("t***@e***.jp", "because: Another last name and another address");
        assertThat(lines.getLast()).isEqualTo("Report      home/reports/run.html");
    }

    @Test
    void handsTheTerminalNothingToObey() {
        RunReport hostile = Rewriting.rewrite(TestingReports.retailer(), text -> "a\u001B[2Jb\u202Ec", 1);

        List<String> lines = TextSummary.lines(hostile.with(Disclosure.REVEALED), "report.html");

        assertThat(String.join("\n", lines)).doesNotContain("\u001B", "\u202E");
    }
}
