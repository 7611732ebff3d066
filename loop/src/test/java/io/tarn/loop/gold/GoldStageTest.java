package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.gold.ProfileCard.TraitValue;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.model.policy.TraitDeclaration;
import io.tarn.model.policy.TraitType;
import io.tarn.unify.identity.EvidenceSource.Evidence;
import io.tarn.unify.identity.IdentifierLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldStageTest {
    private static final List<TraitDeclaration> TRAITS = List.of(
            new TraitDeclaration("score", TraitType.LONG, SemanticTag.COUNT),
            new TraitDeclaration("opt_in", TraitType.BOOLEAN, SemanticTag.CONSENT));
    private static final String ROWS = """
            SELECT * FROM (VALUES
                ('crm', '1', 'ann', TIMESTAMPTZ '2024-01-01 00:00:00+00', 'Ann', 'ann@old.org', '1970-01-02', 'Ring 1',
                    'Ulm', map(['score', 'color'], ['7', 'red'])),
                ('shop', 'a', 'ann', TIMESTAMPTZ '2025-01-01 00:00:00+00', 'Ann', 'ann@new.org', '1970', NULL,
                    'Bonn', map(['score', 'opt_in', 'color'], ['many', 'no', 'blue'])),
                ('shop', 'b', 'ann', NULL, 'A.', 'nobody', NULL, NULL, NULL, NULL),
                ('crm', '2', 'bob', TIMESTAMPTZ '2024-03-01 00:00:00+00', 'Bob', NULL, '1980', 'Hof 2', 'Ulm',
                    map(['score', 'color'], ['1.5', 'green'])))
            t(source, record_id, person, observed_at, first_name, email, birth_date, street, city, attributes)
            """;

    @TempDir
    Path home;

    @Test
    void keepsOneTypedRowAProfileWithItsSources() {
        try (DeltaLake lake = openLake()) {
            GoldBuilt built = unify(lake, 1, ROWS);

            assertThat(List.of(built.records(), built.profiles(), built.created()))
                    .containsExactly(4L, 2L, 2L);
            assertThat(built.conflicts()).containsOnlyKeys("address", "birth_date", "color", "email", "first_name");
            assertThat(built.rejected()).containsExactly(org.assertj.core.api.Assertions.entry("score", 2L));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                assertThat(session.query(
                                Statement.of(
                                        "SELECT first_name, birth_date, birth_date_text, email, emails, street, city,"
                                                + " score, opt_in, attributes, record_count, sources, first_seen, last_seen"
                                                + " FROM gold.customers ORDER BY first_name"),
                                row -> row.text(0) + "|" + row.value(1) + "|" + row.text(2) + "|" + row.text(3) + "|"
                                        + row.value(4) + "|" + row.text(5) + "|" + row.text(6) + "|" + row.value(7)
                                        + "|" + row.value(8) + "|" + row.value(9) + "|" + row.number(10) + "|"
                                        + row.value(11) + "|" + row.instant(12) + "|" + row.instant(13)))
                        .containsExactly(
                                "Ann|1970-01-02|null|ann@old.org|[ann@new.org, ann@old.org, nobody]|Ring 1|Ulm|7|false"
                                        + "|{color=blue}|3|[crm, shop]|2024-01-01T00:00:00Z|2025-01-01T00:00:00Z",
                                "Bob|null|1980|null|null|Hof 2|Ulm|null|null|{color=green}|1|[crm]"
                                        + "|2024-03-01T00:00:00Z|2024-03-01T00:00:00Z");
                assertThat(session.query(
                                Statement.of("SELECT trait, value, source, record_id, rule, rank, records FROM"
                                        + " gold.traits ORDER BY trait, rank NULLS LAST, value"),
                                row -> row.text(0) + "|" + row.text(1) + "|" + row.text(2) + "|" + row.text(3) + "|"
                                        + row.text(4) + "|" + row.value(5) + "|" + row.number(6)))
                        .containsExactly(
                                "address|street=Ring 1; city=Ulm|crm|1|validity|1|1",
                                "address|city=Bonn|shop|a|validity|2|1",
                                "birth_date|1970-01-02|crm|1|validity|1|1",
                                "birth_date|1970|shop|a|validity|2|1",
                                "color|blue|shop|a|recency|1|1",
                                "color|red|crm|1|recency|2|1",
                                "email|ann@old.org|crm|1|consent|1|1",
                                "email|ann@new.org|shop|a|consent|2|1",
                                "email|nobody|shop|b|validity|3|1",
                                "first_name|Ann|shop|a|frequency|1|2",
                                "first_name|A.|shop|b|frequency|2|1",
                                "score|1.5|crm|2|rejected: no LONG|null|1",
                                "score|many|shop|a|rejected: no LONG|null|1");
            }
        }
    }

    @Test
    void changesNoRowWhenNothingChanged() {
        try (DeltaLake lake = openLake()) {
            unify(lake, 1, ROWS);
            List<String> before = everything(lake);

            GoldBuilt built = unify(lake, 2, "SELECT * FROM (" + ROWS + ") ORDER BY record_id DESC");

            assertThat(everything(lake)).isEqualTo(before);
            assertThat(List.of(built.created(), built.merged(), built.split(), built.retired()))
                    .containsOnly(0L);
        }
    }

    @Test
    void givesTheSameRowsAtAnyNumberOfThreads() {
        List<String> rows = List.of();
        for (int threads : List.of(1, 8)) {
            Path place = home.resolve("threads" + threads);
            try (DeltaLake lake =
                    DeltaLake.open(place, DeltaLakeConfig.defaults().withThreads(threads))) {
                var columns = GoldStage.prepare(lake, TRAITS);
                try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                    GeneratedRecords.generate(session, 600, 300);
                    stage().build(session, input(1, columns));
                }
                List<String> here = everything(lake);
                assertThat(here).hasSizeGreaterThan(600);
                assertThat(rows.isEmpty() || rows.equals(here))
                        .as("%s threads", threads)
                        .isTrue();
                rows = here;
            }
        }
    }

    @Test
    void explainsAProfileAndWhyTwoRecordsAreOne() {
        try (DeltaLake lake = openLake()) {
            unify(lake, 1, ROWS);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                Explainer explainer = new Explainer(session, io.tarn.unify.verdict.Verdicts.NONE);
                Connection connection = explainer.records("1", "shop:b");

                assertThat(connection.isOneProfile()).isTrue();
                assertThat(connection.path()).hasSize(1);
                assertThat(connection.weakest().orElseThrow().evidence()).containsExactly("name exact 7.5");
                assertThat(explainer.records("1", "2").isOneProfile()).isFalse();
                ProfileCard card = explainer.profile(connection.firstProfile());
                assertThat(card.records()).hasSize(3);
                assertThat(card.history())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.kind()).isEqualTo("created"));
                TraitValue email = card.traits().stream()
                        .filter(trait -> trait.trait().equals("email"))
                        .findFirst()
                        .orElseThrow();
                assertThat(email.value()).isEqualTo("ann@old.org");
                assertThat(email.losers())
                        .extracting(ProfileCard.Loser::value)
                        .containsExactly("ann@new.org", "nobody");
                assertThatThrownBy(() -> explainer.profile("p0000000000000000"))
                        .hasMessage("There is no profile 'p0000000000000000', and none was merged away under that id:"
                                + " look ids up in identity.profiles.");
            }
        }
    }

    @Test
    void quarantinesIdentifiersThatTooManyProfilesShare() {
        String rows =
                "SELECT 'crm' AS source, 'r' || i AS record_id, i AS person, CASE WHEN i < 6 THEN 'info@x.org' ELSE"
                        + " 'own' || i || '@x.org' END AS email FROM range(8) t(i)";
        try (DeltaLake lake = openLake()) {
            GoldBuilt built = unify(lake, 1, rows);

            assertThat(built.quarantined()).containsExactly(org.assertj.core.api.Assertions.entry("email", 1L));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                assertThat(session.query(
                                Statement.of(
                                        "SELECT value, quarantined, count(*) FROM identity.identifiers GROUP BY ALL"
                                                + " ORDER BY value"),
                                row -> row.text(0) + " " + row.flag(1) + " " + row.number(2)))
                        .containsExactly("info@x.org true 6", "own6@x.org false 1", "own7@x.org false 1");
            }
        }
    }

    @Test
    void measuresAgainstATruthFile() throws IOException {
        try (DeltaLake lake = openLake()) {
            unify(lake, 1, ROWS);
            Path truth = Files.writeString(
                    home.resolve("truth.csv"), "\ufeffrecord_id,entity_id\r\n1,x\r\n\"a\",x\r\nb,y\r\n2,y\r\n");
            Path partial = Files.writeString(home.resolve("partial.csv"), "record_id,entity_id\n1,x\na,x\n9,x\n");
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                assertThat(Evaluation.json(Evaluation.against(session, truth)))
                        .isEqualTo("{\"pairwise\":{\"precision\":0.333333,\"recall\":0.500000,\"f1\":0.400000},\"b3\":"
                                + "{\"precision\":0.666667,\"recall\":0.750000,\"f1\":0.705882},\"records\":4,"
                                + "\"entities\":2,\"profiles\":2}");
                assertThatThrownBy(() -> Evaluation.against(session, partial))
                        .hasMessage(
                                "Truth file " + partial + " and identity.profiles do not hold the same records: 1 of"
                                        + " the 3 in the file are unknown, and 2 of the 4 in the lake are missing from the"
                                        + " file. Give the truth of exactly the records that were unified.");
            }
        }
    }

    @Test
    void asksForSourcesWhereKeysRepeat() throws IOException {
        try (DeltaLake lake = openLake()) {
            unify(lake, 1, "SELECT unnest(['crm', 'shop']) AS source, '1' AS record_id, 1 AS person");
            Path truth = Files.writeString(home.resolve("truth.csv"), "record_id,entity_id\n1,x\n");
            Path sourced =
                    Files.writeString(home.resolve("sourced.csv"), "source,record_id,entity_id\ncrm,1,x\nshop,1,x\n");
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                assertThatThrownBy(() -> Evaluation.against(session, truth))
                        .hasMessage("Truth file " + truth + " has no column 'source', but 1 record ids occur in several"
                                + " sources: add the column, so that each row names one record.");
                assertThat(Evaluation.against(session, sourced).pairwise().f1()).isEqualTo(1);
            }
        }
    }

    private DeltaLake openLake() {
        return DeltaLake.open(home.resolve("home"), DeltaLakeConfig.defaults().withThreads(2));
    }

    private static GoldStage stage() {
        return new GoldStage(SurvivorshipRules.defaults(), IdentifierLimits.defaults(), _ -> {});
    }

    private static GoldInput input(int run, io.tarn.unify.survivorship.GoldColumns columns) {
        return new GoldInput(
                "run" + run,
                Instant.ofEpochSecond(run),
                columns,
                _ -> List.of(new Evidence("name", "exact", 7.5)),
                "model-1");
    }

    private static GoldBuilt unify(DeltaLake lake, int run, String rows) {
        var columns = GoldStage.prepare(lake, TRAITS);
        lake.create(SilverTables.RECORDS);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.execute(Statement.of("CREATE TEMP TABLE raw AS " + rows));
            GeneratedRecords.number(session, "raw", "person");
            GoldBuilt built = stage().build(session, input(run, columns));
            session.append(
                    SilverTables.RECORDS.name(),
                    Statement.of("SELECT * EXCLUDE (record_no) FROM records WHERE " + run + " = 1"),
                    Optional.empty());
            return built;
        }
    }

    /** Every row of every table that the stage writes, without run and time. */
    private static List<String> everything(DeltaLake lake) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return java.util.stream.Stream.of(
                            "SELECT c FROM gold.customers c ORDER BY profile_id",
                            "SELECT c FROM gold.traits c ORDER BY profile_id, trait, value",
                            "SELECT c FROM identity.profiles c ORDER BY source, record_id",
                            "SELECT c FROM identity.identifiers c ORDER BY type, value, profile_id",
                            "SELECT c FROM identity.links c ORDER BY left_source, left_record_id, right_source,"
                                    + " right_record_id",
                            "SELECT {'k': kind, 'p': profile_id, 'o': other_profile_id, 'r': records} FROM"
                                    + " identity.history ORDER BY kind, profile_id, other_profile_id")
                    .flatMap(sql -> session.query(Statement.of(sql), row -> String.valueOf(row.value(0))).stream())
                    .toList();
        }
    }
}
