package io.tarn.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableState;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.lake.table.TableContract;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.TraitType;
import io.tarn.server.report.Footprint.CopyKind;
import io.tarn.server.report.Intake.FileIntake;
import io.tarn.server.report.Profiles.SizeCount;
import io.tarn.server.report.RunReport.Totals;
import io.tarn.server.report.SamplePair.Decision;
import io.tarn.server.report.SamplePair.Pick;
import io.tarn.server.report.SamplePair.Step;
import io.tarn.server.report.Survivorship.Winner;
import io.tarn.server.report.html.HtmlReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportsTest {
    @TempDir
    private static Path home;

    @TempDir
    private static Path emptyHome;

    private static Lake lake = DeltaLake.open(Path.of("."), DeltaLakeConfig.defaults());
    private static RunReport report = TestingReports.retailer();

    @BeforeAll
    static void fillTheLake() {
        lake = DeltaLake.open(home, DeltaLakeConfig.defaults());
        List<TableState> before = fill(lake);
        report = RunReports.of(facts(before, Optional.of("run-1")), lake);
    }

    @AfterAll
    static void closeTheLake() {
        lake.close();
    }

    @Test
    void readsAReportOutOfTheLake() {
        assertThat(report.totals()).isEqualTo(new Totals(7, 5, 2, 3));
        assertThat(report.intake().sources().getFirst().files())
                .containsExactly(new FileIntake("crm.csv", "csv, comma", Optional.of(812L), 5, 3, 2));
        assertThat(report.intake().rejections())
                .hasSize(2)
                .first()
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo("key_missing"));
        assertThat(report.profiles().sizes()).containsExactly(new SizeCount(1, 2), new SizeCount(3, 1));
        assertThat(report.profiles().largest().getFirst().density()).isEqualTo(2.0 / 3);
        assertThat(report.profiles().bridges()).hasSize(1);
        assertThat(report.profiles().quarantined().getFirst().records()).isEqualTo(5);
    }

    @Test
    void picksPairsWithTheirValuesAndWhatTheirWeightIsMadeOf() {
        List<SamplePair> pairs = report.pairs();

        SamplePair strongest = pairs.getFirst();
        assertThat(strongest.pick()).isEqualTo(Pick.STRONGEST);
        assertThat(strongest.decision()).isEqualTo(Decision.JOINED);
        assertThat(strongest.reason()).isEqualTo("For one person: e-mail (same); against: name (different).");
        assertThat(strongest.prior()
                        + strongest.steps().stream().mapToDouble(Step::weight).sum())
                .isCloseTo(strongest.weight(), org.assertj.core.api.Assertions.within(1e-6));
        assertThat(strongest.steps().getFirst().values().getFirst().left().text())
                .isEqualTo("Anna");
        assertThat(pairs).extracting(SamplePair::pick).contains(Pick.SPLIT, Pick.JUST_BELOW);
    }

    @Test
    void tellsWhoseValueSurvivedAndWhatChanged() {
        assertThat(report.survivorship().traits().getFirst()).satisfies(trait -> {
            assertThat(trait.trait()).isEqualTo("email");
            assertThat(trait.rule()).isEqualTo("recency");
            assertThat(trait.winners()).containsExactly(new Winner("crm", 1));
        });
        assertThat(report.changes()).hasValueSatisfying(changes -> {
            assertThat(changes.created()).isEqualTo(1);
            assertThat(changes.merged()).isEqualTo(1);
            assertThat(changes.unchanged()).isEqualTo(1);
        });
    }

    @Test
    void namesTheColumnsThatAPersonDeclared() {
        assertThat(report.columns()).singleElement().satisfies(source -> {
            assertThat(source.source()).isEqualTo("crm");
            assertThat(source.columns().getFirst().rules())
                    .extracting(SourceColumns.RuleFinding::rule)
                    .containsExactly("e-mail", "empty if n/a");
        });
    }

    @Test
    void countsTheCopiesAndTheVersions() {
        Footprint footprint = report.footprint();

        assertThat(footprint.copies()).extracting(Footprint.Copy::kind).contains(CopyKind.TABLE, CopyKind.REPORT);
        assertThat(footprint.copies())
                .filteredOn(copy -> copy.place().equals("identity.identifiers"))
                .singleElement()
                .satisfies(copy -> assertThat(copy.columns()).isEqualTo(1));
        assertThat(footprint.tables())
                .hasSize(9)
                .allSatisfy(table -> assertThat(table.before()).contains(0L));
    }

    @Test
    void drawsAHomeThatHoldsNothing() {
        try (Lake none = DeltaLake.open(emptyHome, DeltaLakeConfig.defaults())) {
            RunReport empty = RunReports.of(facts(List.of(), Optional.empty()), none);

            assertThat(HtmlReport.render(empty)).contains("could accept none of them");
            assertThat(TextSummary.lines(empty, "report.html")).hasSizeGreaterThan(2);
        }
    }

    private static RunFacts facts(List<TableState> before, Optional<String> previous) {
        RunReport made = TestingReports.retailer();
        RunReport.Run run = new RunReport.Run(
                "run-2", "A brand", made.run().startedAt(), made.run().took(), "0.1.0");
        return new RunFacts(
                run,
                Disclosure.MASKED,
                List.of(declared()),
                made.matching(),
                List.of(),
                made.footprint().stages(),
                before,
                List.of(new Footprint.Copy("reports/run-2.html", CopyKind.REPORT, 9, Optional.empty(), "masked")),
                previous);
    }

    private static SourceFound declared() {
        ColumnMapping email = new ColumnMapping(
                "mail",
                List.of(),
                SemanticTag.EMAIL,
                TraitType.STRING,
                "email",
                List.of(new NormalizationRule.Email(), new NormalizationRule.Nulls(List.of("n/a"))));
        SourceDefinition definition = SourceDefinition.of(new SourceName("crm"), "crm.csv")
                .withColumns(List.of(email), Optional.empty(), Optional.empty(), Optional.empty());
        return new SourceFound(definition, Optional.empty(), List.of());
    }

    /** Makes the tables, then fills them; returns them as they were in between. */
    private static List<TableState> fill(Lake lake) {
        for (TableContract contract : List.of(
                BronzeTables.FILES,
                SilverTables.RECORDS,
                SilverTables.REJECTED,
                IdentityTables.LINKS,
                IdentityTables.PROFILES,
                IdentityTables.IDENTIFIERS,
                IdentityTables.HISTORY,
                GoldTables.CUSTOMERS,
                GoldTables.TRAITS)) {
            lake.create(contract);
        }
        List<TableState> made = lake.tables();
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            write(
                    session,
                    BronzeTables.FILES,
                    "'crm', 'crm.csv', 'csv, comma', 812, 4, 1",
                    "source, file, format, bytes, rows, unreadable");
            write(
                    session,
                    SilverTables.RECORDS,
                    "'crm', '1', 'crm.csv', 'Anna', 'Lee', 'anna@example.com'), ('crm', '2', 'crm.csv', 'Ann', 'Moor',"
                            + " 'anna@example.com'), ('crm', '3', 'crm.csv', 'Tom', 'Ash', NULL), ('shop', '1',"
                            + " 'shop.json', 'Anna', 'Lee', 'a.lee@example.com'), ('shop', '2', 'shop.json', 'Eve',"
                            + " 'Orr', 'eve@example.com'",
                    "source, record_id, file, first_name, last_name, email");
            write(
                    session,
                    SilverTables.REJECTED,
                    "'crm', 'crm.csv', 7, NULL, 'key_missing', 'The key is empty.'), ('crm', 'crm.csv', 9, NULL,"
                            + " 'unreadable', 'A quote never closes.'",
                    "source, file, row_number, column_name, reason, detail");
            write(
                    session,
                    IdentityTables.PROFILES,
                    "'crm', '1', 'p1'), ('crm', '2', 'p1'), ('shop', '1', 'p1'), ('crm', '3', 'p2'), ('shop', '2', 'p3'",
                    "source, record_id, profile_id");
            String evidence = "[{'comparison': 'name', 'level': 'different', 'weight': -4.5::DOUBLE},"
                    + " {'comparison': 'e-mail', 'level': 'same', 'weight': 38.0::DOUBLE}]";
            write(
                    session,
                    IdentityTables.LINKS,
                    "'crm', '1', 'crm', '2', 'model', 'automatic', 20.0, 0.999, true, " + evidence + "), ('crm', '1',"
                            + " 'shop', '1', 'model', 'automatic', 11.0, 0.99, true, " + evidence + "), ('crm', '3',"
                            + " 'shop', '2', 'model', 'automatic', 10.0, 0.99, false, " + evidence + "), ('crm', '2',"
                            + " 'shop', '2', 'model', 'review', 4.0, 0.9, false, " + evidence,
                    "left_source, left_record_id, right_source, right_record_id, decided_by, band, weight, probability,"
                            + " joined, evidence");
            write(
                    session,
                    IdentityTables.IDENTIFIERS,
                    "'email', 'info@example.com', 'p1', 3, true), ('email', 'info@example.com', 'p2', 2, true",
                    "type, value, profile_id, records, quarantined");
            write(
                    session,
                    IdentityTables.HISTORY,
                    "'run-2', 'created', 'p3', NULL, 1), ('run-2', 'merged', 'p1', 'p0', 2",
                    "run_id, kind, profile_id, other_profile_id, records");
            write(
                    session,
                    GoldTables.CUSTOMERS,
                    "'p1', 'Anna', 'Lee', 'anna@example.com'), ('p2', 'Tom', 'Ash', NULL), ('p3', 'Eve', 'Orr', 'e@x.org'",
                    "profile_id, first_name, last_name, email");
            write(
                    session,
                    GoldTables.TRAITS,
                    "'p1', 'email', 'anna@example.com', 'crm', 'recency', 1), ('p1', 'email', 'a.lee@example.com',"
                            + " 'shop', 'recency', 2",
                    "profile_id, trait, value, source, rule, rank");
        }
        return made;
    }

    private static void write(LakeSession session, TableContract table, String rows, String columns) {
        String quoted = columns.replace("rows", "\"rows\"").replace("rank", "\"rank\"");
        session.overwrite(table.name(), Statement.of("SELECT * FROM (VALUES (" + rows + ")) AS t(" + quoted + ")"));
    }
}
