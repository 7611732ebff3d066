package io.tarn.server.report;

import io.tarn.model.policy.SemanticTag;
import io.tarn.server.report.Footprint.Copy;
import io.tarn.server.report.Footprint.CopyKind;
import io.tarn.server.report.Footprint.Stage;
import io.tarn.server.report.Footprint.TableWritten;
import io.tarn.server.report.Intake.FileIntake;
import io.tarn.server.report.Intake.Rejection;
import io.tarn.server.report.Intake.SourceIntake;
import io.tarn.server.report.Matching.Bin;
import io.tarn.server.report.Matching.Blocking;
import io.tarn.server.report.Matching.BlockingKey;
import io.tarn.server.report.Matching.Comparison;
import io.tarn.server.report.Matching.Level;
import io.tarn.server.report.Matching.Model;
import io.tarn.server.report.Matching.Threshold;
import io.tarn.server.report.Matching.WeightSpread;
import io.tarn.server.report.Profiles.Bridge;
import io.tarn.server.report.Profiles.LargeProfile;
import io.tarn.server.report.Profiles.Quarantined;
import io.tarn.server.report.Profiles.SizeCount;
import io.tarn.server.report.Profiles.Unlinkable;
import io.tarn.server.report.RunReport.Run;
import io.tarn.server.report.RunReport.Totals;
import io.tarn.server.report.SamplePair.Decision;
import io.tarn.server.report.SamplePair.FieldPair;
import io.tarn.server.report.SamplePair.Pick;
import io.tarn.server.report.SamplePair.RecordName;
import io.tarn.server.report.SamplePair.Step;
import io.tarn.server.report.SourceColumns.Change;
import io.tarn.server.report.SourceColumns.ColumnFinding;
import io.tarn.server.report.SourceColumns.RuleFinding;
import io.tarn.server.report.Survivorship.TraitSurvival;
import io.tarn.server.report.Survivorship.Winner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports of a retailer that does not exist, as full as a real one. */
public final class TestingReports {
    private static final double LN2 = Math.log(2);

    private TestingReports() {}

    /** A second run over five sources. */
    public static RunReport retailer() {
        Run run = new Run(
                "run-20261121-0219-7f3a",
                "Nordlicht Outdoor",
                Instant.parse("2026-11-21T02:19:00Z"),
                Duration.ofMillis(21_480),
                "0.1.0");
        return new RunReport(
                run,
                Disclosure.MASKED,
                new Totals(152_310, 151_872, 438, 24_871),
                intake(),
                columns(),
                Optional.of(matching()),
                pairs(),
                profiles(),
                survivorship(),
                Optional.of(changes()),
                footprint());
    }

    static Intake intake() {
        return new Intake(
                List.of(
                        new SourceIntake(
                                "crm",
                                List.of(new FileIntake(
                                        "crm.csv",
                                        "CSV, semicolon, Windows-1252",
                                        Optional.of(6_412_003L),
                                        41_207,
                                        41_190,
                                        17))),
                        new SourceIntake(
                                "orders",
                                List.of(
                                        new FileIntake(
                                                "orders/2026-09.jsonl.gz",
                                                "JSON lines, gzip",
                                                Optional.of(4_120_882L),
                                                31_004,
                                                31_003,
                                                1),
                                        new FileIntake(
                                                "orders/2026-10.jsonl.gz",
                                                "JSON lines, gzip",
                                                Optional.of(4_388_120L),
                                                33_871,
                                                33_871,
                                                0))),
                        new SourceIntake(
                                "loyalty",
                                List.of(new FileIntake(
                                        "loyalty.parquet", "Parquet", Optional.of(1_920_440L), 18_420, 18_420, 0))),
                        new SourceIntake(
                                "tickets",
                                List.of(new FileIntake(
                                        "tickets.csv",
                                        "CSV, comma, UTF-8 with BOM",
                                        Optional.of(3_004_118L),
                                        9_812,
                                        9_800,
                                        12))),
                        new SourceIntake(
                                "newsletter",
                                List.of(new FileIntake(
                                        "Anmeldungen März.csv",
                                        "CSV, comma, UTF-8",
                                        Optional.of(1_007_331L),
                                        17_996,
                                        17_588,
                                        408)))),
                List.of(
                        new Rejection(
                                "newsletter",
                                "Anmeldungen März.csv",
                                "key_missing",
                                "Column 'signup_id' is empty; fill it, or choose another key in sources/newsletter.yaml.",
                                391,
                                Optional.of(112L)),
                        new Rejection(
                                "newsletter",
                                "Anmeldungen März.csv",
                                "unreadable",
                                "The row has 9 fields where the header has 7; put values with a comma in quotes.",
                                17,
                                Optional.of(2_044L)),
                        new Rejection(
                                "crm",
                                "crm.csv",
                                "key_repeated",
                                "The key stands in more than one row; the newest was kept.",
                                17,
                                Optional.of(3_310L)),
                        new Rejection(
                                "tickets",
                                "tickets.csv",
                                "unreadable",
                                "A quote opens and never closes; close it or double it.",
                                12,
                                Optional.of(7_190L)),
                        new Rejection(
                                "orders",
                                "orders/2026-09.jsonl.gz",
                                "unreadable",
                                "The line is no JSON: it ends inside a text at character 211.",
                                1,
                                Optional.of(18_777L))));
    }

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

    static Matching matching() {
        Blocking blocking = new Blocking(
                List.of(
                        new BlockingKey("E-mail", 402_118, 98_204, 1_204),
                        new BlockingKey("Phone", 71_022, 20_118, 0),
                        new BlockingKey("Last name (sound) and birth date", 98_310, 24_902, 0),
                        new BlockingKey("First name, last name's start and postcode", 220_114, 30_044, 482),
                        new BlockingKey("Street, house number and birth year", 61_870, 6_952, 120)),
                151_872.0 * 151_871 / 2,
                853_434,
                Optional.of(0.984));
        return new Matching(blocking, model(), spread());
    }

    private static Model model() {
        return new Model(
                "m-4be1c09a",
                2.4e-5,
                "The model was trained on these records alone, in 14 rounds.",
                List.of(
                        new Comparison(
                                "Name",
                                List.of(
                                        level("the same, in full", .62, .00002),
                                        level("the same with a nickname", .07, .00004),
                                        level("first and last reversed", .02, .00001),
                                        level("last name same, first alike", .12, .0004),
                                        level("last name same", .09, .004),
                                        level("alike", .05, .003),
                                        level("different", .03, .9925))),
                        new Comparison(
                                "E-mail",
                                List.of(
                                        level("the same", .54, .000008),
                                        level("same but for dots or plus", .03, .000004),
                                        level("same user, other provider", .08, .0001),
                                        level("alike", .03, .0006),
                                        level("different", .32, .99929))),
                        new Comparison(
                                "Phone",
                                List.of(
                                        level("the same", .48, .000012),
                                        level("last seven digits", .04, .00002),
                                        level("one digit off", .05, .00008),
                                        level("different", .43, .99989))),
                        new Comparison(
                                "Birth date",
                                List.of(
                                        level("the same", .83, .00005),
                                        level("day and month swapped", .03, .00009),
                                        level("one digit off", .07, .0012),
                                        level("same year", .02, .017),
                                        level("within ten years", .02, .21),
                                        level("different", .03, .77166))),
                        new Comparison(
                                "Address",
                                List.of(
                                        level("the same", .58, .00003),
                                        level("same street", .09, .0002),
                                        level("same postcode", .12, .0011),
                                        level("same city", .06, .031),
                                        level("different", .15, .96767))),
                        new Comparison(
                                "Gender", List.of(level("the same", .985, .501), level("different", .015, .499)))));
    }

    private static Level level(String label, double m, double u) {
        return new Level(label, m, u, Optional.of((m + u) / 3), Math.log(m / u) / LN2);
    }

    private static WeightSpread spread() {
        List<Bin> bins = new ArrayList<>();
        for (int at = -34; at < 58; at += 2) {
            double two =
                    610_000 * Math.exp(-Math.pow((at + 17) / 7.2, 2)) + 30 * Math.exp(-Math.pow((at - 2) / 9.0, 2));
            double one =
                    24_000 * Math.exp(-Math.pow((at - 31) / 11.0, 2)) + 900 * Math.exp(-Math.pow((at - 10) / 8.0, 2));
            long pairs = Math.round((two + one) / 4);
            bins.add(new Bin(at, at + 2, pairs, one / 4));
        }
        return new WeightSpread(
                bins,
                List.of(
                        new Threshold("for review", 2.1, "Between the two lines a person decides."),
                        new Threshold(
                                "one person",
                                9.6,
                                "At most one link in a hundred is estimated to be wrong above it.")));
    }

    static List<SamplePair> pairs() {
        return List.of(
                new SamplePair(
                        Pick.STRONGEST,
                        record("crm", "K-104422"),
                        record("loyalty", "L-88231"),
                        -15.3,
                        43.2,
                        0.999999999,
                        Decision.JOINED,
                        "Same e-mail, same phone, same birth date and same full name.",
                        List.of(
                                step(
                                        "Name",
                                        "the same, in full",
                                        14.9,
                                        1.2,
                                        pair("first name", SemanticTag.FIRST_NAME, "Anneliese", "Anneliese"),
                                        pair("last name", SemanticTag.LAST_NAME, "Wolkenstein", "Wolkenstein")),
                                step(
                                        "E-mail",
                                        "the same",
                                        16.0,
                                        0,
                                        pair(
                                                "e-mail",
                                                SemanticTag.EMAIL,
                                                "a.wolkenstein@example.com",
                                                "a.wolkenstein@example.com")),
                                step(
                                        "Phone",
                                        "the same",
                                        15.3,
                                        0,
                                        pair("phone", SemanticTag.PHONE, "+4915112345612", "+4915112345612")),
                                step(
                                        "Birth date",
                                        "the same",
                                        14.0,
                                        0,
                                        pair("birth date", SemanticTag.BIRTH_DATE, "1984-03-12", "1984-03-12")),
                                step(
                                        "Address",
                                        "different",
                                        -2.7,
                                        0,
                                        pair("street", SemanticTag.STREET, "Lange Gasse", "Am Hang"),
                                        pair("house number", SemanticTag.HOUSE_NUMBER, "12", "4a"),
                                        pair("city", SemanticTag.CITY, "Jena", "Weimar")),
                                step("Gender", "the same", 1.0, 0, pair("gender", SemanticTag.GENDER, "f", "f")))),
                new SamplePair(
                        Pick.JUST_ABOVE,
                        record("orders", "O-2026-1182"),
                        record("newsletter", "91822"),
                        -15.3,
                        10.1,
                        0.9991,
                        Decision.JOINED,
                        "Same rare last name and same birth date; the first name is a nickname and the address is new.",
                        List.of(
                                step(
                                        "Name",
                                        "the same with a nickname",
                                        12.4,
                                        1.6,
                                        pair("first name", SemanticTag.FIRST_NAME, "Johannes", "Hannes"),
                                        pair(
                                                "last name",
                                                SemanticTag.LAST_NAME,
                                                "Müller-Lüdenscheidt",
                                                "Mueller-Lüdenscheid")),
                                step(
                                        "E-mail",
                                        "one side is empty",
                                        0,
                                        0,
                                        pair("e-mail", SemanticTag.EMAIL, "hannes@example.org", null)),
                                step(
                                        "Phone",
                                        "different",
                                        -1.2,
                                        0,
                                        pair("phone", SemanticTag.PHONE, "+493012345678", "+4915199887766")),
                                step(
                                        "Birth date",
                                        "the same",
                                        14.0,
                                        0,
                                        pair("birth date", SemanticTag.BIRTH_DATE, "1971-11-30", "1971-11-30")),
                                step(
                                        "Address",
                                        "different",
                                        -2.7,
                                        0,
                                        pair("street", SemanticTag.STREET, "Weinberg", "Ringstraße"),
                                        pair("city", SemanticTag.CITY, "Bad Sülze", "Rostock")),
                                step("Gender", "the same", 2.9, 0, pair("gender", SemanticTag.GENDER, "m", "m")))),
                new SamplePair(
                        Pick.JUST_BELOW,
                        record("crm", "K-100981"),
                        record("tickets", "T-7790"),
                        -15.3,
                        8.8,
                        0.9977,
                        Decision.REVIEW,
                        "Same address and same last name, and a birth date one digit off: one person with a slip, or two of one household.",
                        List.of(
                                step(
                                        "Name",
                                        "last name same, first alike",
                                        8.2,
                                        0,
                                        pair("first name", SemanticTag.FIRST_NAME, "Marie", "Maria"),
                                        pair("last name", SemanticTag.LAST_NAME, "Schmidt", "Schmidt")),
                                step(
                                        "E-mail",
                                        "different",
                                        -1.6,
                                        0,
                                        pair("e-mail", SemanticTag.EMAIL, "marie@example.com", "maria.s@example.com")),
                                step(
                                        "Birth date",
                                        "one digit off",
                                        5.9,
                                        0,
                                        pair("birth date", SemanticTag.BIRTH_DATE, "1990-05-14", "1990-05-24")),
                                step(
                                        "Address",
                                        "the same",
                                        13.2,
                                        -1.1,
                                        pair("street", SemanticTag.STREET, "Hauptstraße", "Hauptstr."),
                                        pair("house number", SemanticTag.HOUSE_NUMBER, "7", "7"),
                                        pair("city", SemanticTag.CITY, "Köln", "Köln")),
                                step("Gender", "different", -1.6, 0, pair("gender", SemanticTag.GENDER, "f", "x")))),
                new SamplePair(
                        Pick.SURPRISING,
                        record("loyalty", "L-10077"),
                        record("newsletter", "40012"),
                        -15.3,
                        15.5,
                        0.99998,
                        Decision.JOINED,
                        "Another last name and another address, yet the same person: she married and moved, and kept phone and e-mail.",
                        List.of(
                                step(
                                        "Name",
                                        "different",
                                        -5.0,
                                        0,
                                        pair("first name", SemanticTag.FIRST_NAME, "山田", "<script>alert('x')</script>"),
                                        pair("last name", SemanticTag.LAST_NAME, "太郎", "O'Brien & Söhne")),
                                step(
                                        "E-mail",
                                        "the same",
                                        16.0,
                                        0,
                                        pair("e-mail", SemanticTag.EMAIL, "taro@example.jp", "taro@example.jp")),
                                step(
                                        "Phone",
                                        "the same",
                                        15.3,
                                        0,
                                        pair("phone", SemanticTag.PHONE, "+81312345678", "+81312345678")),
                                step(
                                        "Address",
                                        "different",
                                        -2.7,
                                        0,
                                        pair("street", SemanticTag.STREET, "Elbchaussee", "Kastanienallee")),
                                step(
                                        "Birth date",
                                        "one side is empty",
                                        0,
                                        0,
                                        pair("birth date", SemanticTag.BIRTH_DATE, null, "1979-01-02")),
                                step(
                                        "Device",
                                        "the same",
                                        7.2,
                                        -2.0,
                                        pair("device", SemanticTag.DEVICE_ID, "f00ba4-77", "f00ba4-77")))));
    }

    private static RecordName record(String source, String id) {
        return new RecordName(source, new TaggedValue(SemanticTag.RECORD_KEY, id));
    }

    private static Step step(String comparison, String level, double weight, double rarity, FieldPair... values) {
        return new Step(comparison, level, weight, rarity, List.of(values));
    }

    private static FieldPair pair(String field, SemanticTag tag, @Nullable String left, @Nullable String right) {
        return new FieldPair(field, new TaggedValue(tag, left), new TaggedValue(tag, right));
    }

    static Profiles profiles() {
        return new Profiles(
                List.of(
                        new SizeCount(1, 3_120),
                        new SizeCount(2, 2_840),
                        new SizeCount(3, 2_901),
                        new SizeCount(4, 3_004),
                        new SizeCount(5, 3_310),
                        new SizeCount(6, 3_011),
                        new SizeCount(7, 2_110),
                        new SizeCount(8, 1_502),
                        new SizeCount(9, 1_044),
                        new SizeCount(11, 1_408),
                        new SizeCount(14, 402),
                        new SizeCount(18, 190),
                        new SizeCount(27, 24),
                        new SizeCount(40, 4),
                        new SizeCount(71, 1)),
                List.of(
                        new LargeProfile(
                                "p-5cb1e9704fa2",
                                new TaggedValue(SemanticTag.FULL_NAME, "Ute Brandt"),
                                71,
                                5,
                                0.41,
                                11.2),
                        new LargeProfile(
                                "p-0d33a8f1c77e",
                                new TaggedValue(SemanticTag.FULL_NAME, "Tom Álvarez"),
                                44,
                                4,
                                0.88,
                                14.9),
                        new LargeProfile(
                                "p-9f04b6d2210c", new TaggedValue(SemanticTag.FULL_NAME, null), 40, 2, 0.93, 16.0)),
                List.of(
                        new Bridge(
                                record("orders", "O-2026-0031"),
                                record("tickets", "T-1182"),
                                10.4,
                                22,
                                9,
                                "One shared phone; names and birth dates differ on the two sides."),
                        new Bridge(
                                record("crm", "K-100022"),
                                record("crm", "K-100023"),
                                12.0,
                                6,
                                5,
                                "One shared address; a household.")),
                List.of(
                        new Unlinkable("newsletter", 1_204, "only a first name and a junk e-mail"),
                        new Unlinkable("tickets", 88, "no name, e-mail or phone")),
                List.of(
                        new Quarantined(new TaggedValue(SemanticTag.EMAIL, "info@nordlicht.example"), 214, 602),
                        new Quarantined(new TaggedValue(SemanticTag.PHONE, "+49000000000"), 97, 188),
                        new Quarantined(new TaggedValue(SemanticTag.DEVICE_ID, "shop-tablet-03"), 61, 61)));
    }

    static Survivorship survivorship() {
        return new Survivorship(List.of(
                new TraitSurvival(
                        "email",
                        "newest valid value, then source priority",
                        22_410,
                        4_102,
                        List.of(new Winner("crm", 2_204), new Winner("orders", 1_201), new Winner("newsletter", 697))),
                new TraitSurvival(
                        "phone",
                        "newest valid value, then source priority",
                        18_904,
                        3_355,
                        List.of(new Winner("orders", 1_900), new Winner("crm", 1_455))),
                new TraitSurvival(
                        "first_name",
                        "most frequent, then most complete",
                        24_102,
                        6_120,
                        List.of(
                                new Winner("crm", 4_400),
                                new Winner("loyalty", 1_220),
                                new Winner("orders", 410),
                                new Winner("tickets", 90))),
                new TraitSurvival(
                        "street",
                        "newest, all address parts from one record",
                        20_018,
                        8_870,
                        List.of(new Winner("orders", 6_610), new Winner("crm", 1_890), new Winner("loyalty", 370))),
                new TraitSurvival("birth_date", "source priority: loyalty, crm", 21_730, 0, List.of())));
    }

    static Changes changes() {
        return new Changes(
                "run-20261120-0218-11c9",
                24_310,
                512,
                38,
                4,
                11,
                List.of(
                        new Changes.Example("merged", "p-5cb1e9704fa2", "p-77aa01f3d2c9", 9),
                        new Changes.Example("split", "p-c0ffee120044", "p-1182ad0fe661", 5),
                        new Changes.Example("merged", "p-0d33a8f1c77e", "p-3140b9e2af08", 3)));
    }

    static Footprint footprint() {
        return new Footprint(
                List.of(
                        new Copy("bronze.crm", CopyKind.TABLE, 7, Optional.of(41_207L), "as landed"),
                        new Copy("bronze.orders", CopyKind.TABLE, 9, Optional.of(64_875L), "as landed"),
                        new Copy("silver.records", CopyKind.TABLE, 29, Optional.of(151_872L), "normalized"),
                        new Copy("silver.rejected", CopyKind.TABLE, 2, Optional.of(438L), "rows as they stood"),
                        new Copy("identity.links", CopyKind.TABLE, 2, Optional.of(180_220L), "keys of records"),
                        new Copy(
                                "identity.identifiers",
                                CopyKind.TABLE,
                                1,
                                Optional.of(71_004L),
                                "e-mails, phones, ids"),
                        new Copy("gold.customers", CopyKind.TABLE, 31, Optional.of(24_871L), "the Gold Customer Table"),
                        new Copy(
                                "imports/crm.csv",
                                CopyKind.SOURCE_FILE,
                                7,
                                Optional.of(41_207L),
                                "yours; Tarn reads it and leaves it"),
                        new Copy(
                                "reports/run-20261121-0219-7f3a.html",
                                CopyKind.REPORT,
                                14,
                                Optional.empty(),
                                "this page, masked")),
                List.of(
                        new Stage("Land", Duration.ofMillis(2_210), Optional.of(152_310L)),
                        new Stage("Profile columns", Duration.ofMillis(1_044), Optional.of(152_310L)),
                        new Stage("Normalize", Duration.ofMillis(3_120), Optional.of(151_872L)),
                        new Stage("Find pairs", Duration.ofMillis(2_904), Optional.of(853_434L)),
                        new Stage("Compare", Duration.ofMillis(5_480), Optional.of(853_434L)),
                        new Stage("Train", Duration.ofMillis(840), Optional.empty()),
                        new Stage("Cluster", Duration.ofMillis(1_212), Optional.of(180_220L)),
                        new Stage("Choose values", Duration.ofMillis(2_510), Optional.of(24_871L)),
                        new Stage("Write tables", Duration.ofMillis(2_160), Optional.empty())),
                List.of(
                        new TableWritten("bronze.crm", Optional.of(3L), 4, 41_207, 3_811_220),
                        new TableWritten("silver.records", Optional.of(7L), 8, 151_872, 14_220_118),
                        new TableWritten("identity.links", Optional.of(2L), 3, 180_220, 6_002_144),
                        new TableWritten("gold.customers", Optional.of(1L), 2, 24_871, 4_918_002),
                        new TableWritten("ops.runs", Optional.empty(), 0, 1, 4_120)));
    }
}
