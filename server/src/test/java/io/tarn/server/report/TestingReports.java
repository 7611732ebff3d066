package io.tarn.server.report;

import io.tarn.server.report.Footprint.Copy;
import io.tarn.server.report.Footprint.CopyKind;
import io.tarn.server.report.Footprint.Stage;
import io.tarn.server.report.Footprint.TableWritten;
import io.tarn.server.report.Intake.FileIntake;
import io.tarn.server.report.Intake.Rejection;
import io.tarn.server.report.Intake.SourceIntake;
import io.tarn.server.report.RunReport.Run;
import io.tarn.server.report.RunReport.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports of a retailer that does not exist, as full as a real one. */
public final class TestingReports {
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
                TestingColumns.columns(),
                Optional.of(TestingMatching.matching()),
                TestingPairs.pairs(),
                TestingProfiles.profiles(),
                TestingProfiles.survivorship(),
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
