package io.tarn.server.report;

import io.tarn.model.policy.SemanticTag;
import io.tarn.server.report.SourceColumns.Change;
import io.tarn.server.report.SourceColumns.ColumnFinding;
import io.tarn.server.report.SourceColumns.RuleFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the columns of the retailer were found to mean. */
final class TestingColumns {
    private TestingColumns() {}

    static List<SourceColumns> columns() {
        return List.of(
                new SourceColumns(
                        "crm",
                        List.of(
                                column(
                                        "kundennr",
                                        SemanticTag.RECORD_KEY,
                                        0.99,
                                        1,
                                        41_190,
                                        List.of("every value is filled and unique", "the name ends in 'nr'"),
                                        List.of()),
                                column(
                                        "vorname",
                                        SemanticTag.FIRST_NAME,
                                        0.98,
                                        0.99,
                                        3_204,
                                        List.of(
                                                "92 % of values are known given names",
                                                "the name says 'first name' in German"),
                                        List.of(rule(
                                                "title-case",
                                                "Writes names with a capital first",
                                                4_120,
                                                SemanticTag.FIRST_NAME,
                                                "ANNELIESE",
                                                "Anneliese",
                                                "jürgen",
                                                "Jürgen"))),
                                column(
                                        "nachname",
                                        SemanticTag.LAST_NAME,
                                        0.97,
                                        1,
                                        9_811,
                                        List.of(
                                                "81 % of values are known family names",
                                                "stands next to a column of given names"),
                                        List.of(rule(
                                                "trim",
                                                "Removes spaces at both ends",
                                                812,
                                                SemanticTag.LAST_NAME,
                                                " Schmidt ",
                                                "Schmidt"))),
                                column(
                                        "geb",
                                        SemanticTag.BIRTH_DATE,
                                        0.96,
                                        0.91,
                                        17_002,
                                        List.of(
                                                "dates between 1931 and 2008",
                                                "three forms are mixed: 31.12.1999, 1999-12-31, 12/31/99"),
                                        List.of(
                                                rule(
                                                        "date",
                                                        "Reads dates day first",
                                                        37_482,
                                                        SemanticTag.BIRTH_DATE,
                                                        "3.4.1981",
                                                        "1981-04-03"),
                                                rule(
                                                        "null-if",
                                                        "Takes 1900-01-01 for no date",
                                                        1_022,
                                                        SemanticTag.BIRTH_DATE,
                                                        "1900-01-01",
                                                        null))),
                                column(
                                        "mail",
                                        SemanticTag.EMAIL,
                                        1,
                                        0.88,
                                        33_870,
                                        List.of("99.6 % of values are e-mail addresses"),
                                        List.of(
                                                rule(
                                                        "lower-case",
                                                        "Writes addresses in lower case",
                                                        2_951,
                                                        SemanticTag.EMAIL,
                                                        "Anna.Lee@Example.com",
                                                        "anna.lee@example.com"),
                                                rule(
                                                        "null-if",
                                                        "Takes placeholders for no value",
                                                        214,
                                                        SemanticTag.EMAIL,
                                                        "keine@angabe.de",
                                                        null))),
                                column(
                                        "tel",
                                        SemanticTag.PHONE,
                                        0.99,
                                        0.74,
                                        29_120,
                                        List.of("96 % are valid telephone numbers in Germany"),
                                        List.of(rule(
                                                "phone E.164",
                                                "Writes numbers with the country's code, Germany where none is given",
                                                30_480,
                                                SemanticTag.PHONE,
                                                "0151 / 123 456 12",
                                                "+4915112345612"))),
                                column(
                                        "plz_ort",
                                        SemanticTag.ADDRESS,
                                        0.64,
                                        0.97,
                                        8_204,
                                        List.of("values hold a postcode and a place", "a part may also be a region"),
                                        List.of(rule(
                                                "split",
                                                "Parts postcode and city",
                                                39_954,
                                                SemanticTag.ADDRESS,
                                                "10115 Berlin",
                                                "10115 | Berlin"))))),
                new SourceColumns(
                        "newsletter",
                        List.of(
                                column(
                                        "signup_id",
                                        SemanticTag.RECORD_KEY,
                                        0.97,
                                        0.98,
                                        17_588,
                                        List.of("unique where it is filled"),
                                        List.of()),
                                column(
                                        "email",
                                        SemanticTag.EMAIL,
                                        1,
                                        0.99,
                                        16_004,
                                        List.of("97 % of values are e-mail addresses", "the name says so"),
                                        List.of(rule(
                                                "trim",
                                                "Removes spaces at both ends",
                                                911,
                                                SemanticTag.EMAIL,
                                                " tom@example.org",
                                                "tom@example.org"))),
                                column(
                                        "<script>alert(1)</script>",
                                        SemanticTag.FREE_TEXT,
                                        0.55,
                                        0.31,
                                        4_101,
                                        List.of("long texts of many words"),
                                        List.of()),
                                column(
                                        "opt_in",
                                        SemanticTag.CONSENT,
                                        0.95,
                                        1,
                                        2,
                                        List.of("two values, yes and no", "the name says 'opt in'"),
                                        List.of(rule(
                                                "boolean",
                                                "Reads ja and nein",
                                                17_588,
                                                SemanticTag.CONSENT,
                                                "ja",
                                                "true"))))));
    }

    private static ColumnFinding column(
            String name,
            SemanticTag tag,
            double sure,
            double filled,
            long distinct,
            List<String> evidence,
            List<RuleFinding> rules) {
        return new ColumnFinding(name, tag, sure, Optional.of(filled), Optional.of(distinct), evidence, rules);
    }

    private static RuleFinding rule(
            String name, String meaning, long changed, SemanticTag tag, @Nullable String... beforeAfter) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < beforeAfter.length; i += 2) {
            changes.add(new Change(new TaggedValue(tag, beforeAfter[i]), new TaggedValue(tag, beforeAfter[i + 1])));
        }
        return new RuleFinding(name, meaning, changed * 2, changed, changed / 100, changes);
    }
}
