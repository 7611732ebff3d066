package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.agents.language.RuleBook;
import io.tarn.agents.profile.ProfileAgent;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrepareStageTest {
    private static final SourceName CRM = new SourceName("crm");
    private static final Instant LANDED = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> NAMES =
            List.of("id", "name", "e_mail", "mail2", "tel", "geb_datum", "strasse", "plz", "updated", "punkte");

    @TempDir
    private Path home;

    private DeltaLake lake;

    @BeforeEach
    void openTheLake() {
        lake = DeltaLake.open(home, DeltaLakeConfig.defaults());
        lake.create(BronzeTables.UNREADABLE);
        lake.create(SilverTables.RECORDS);
        lake.create(SilverTables.REJECTED);
        lake.create(SilverTables.COLUMNS);
        lake.create(BronzeTables.contract(
                CRM,
                NAMES.stream()
                        .map(name -> Column.personal(name, Scalar.STRING, "As landed"))
                        .toList()));
    }

    @AfterEach
    void closeTheLake() {
        lake.close();
    }

    @Test
    void bringsRawRowsIntoSilverWithoutConfiguration() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(List.of(
                    "c" + i,
                    "Müller, Anna",
                    "ANNA" + i + "@Example.ORG ",
                    "b@example.org",
                    "030 12345" + (100 + i),
                    (13 + i % 9) + ".02.1984",
                    "Hauptstr. " + (i + 1) + "a",
                    "10115",
                    "2025-03-04 05:06:07",
                    "N/A"));
        }
        land("a.csv", rows);

        Prepared prepared = prepare(SourceDefinition.of(CRM, "a.csv"));

        PreparedSource crm = prepared.sources().getFirst();
        assertThat(crm.definition().key()).contains("id");
        assertThat(crm.definition().observedAt()).contains("updated");
        assertThat(crm.definition().region()).contains("DE");
        assertThat(crm.accepted()).isEqualTo(30);
        assertThat(record("c3"))
                .isEqualTo("c3|Anna Müller|anna3@example.org|[b@example.org]|+4930" + "12345103|1984-02-16|Hauptstr.|4a"
                        + "|10115|2025-03-04 05:06:07+00|null");
    }

    @Test
    void keepsTheNewestOfRowsWithOneKeyAndRejectsTheOthers() {
        land(
                "a.csv",
                List.of(
                        row("k1", "2025-01-01"),
                        row("k1", "2025-02-01"),
                        row("k2", "2025-01-01"),
                        row("k2", "2025-01-01"),
                        row("", "2025-01-01"),
                        row("k3", "2025-01-01")));

        PreparedSource crm = prepare(SourceDefinition.of(CRM, "a.csv").withKey("id"))
                .sources()
                .getFirst();

        assertThat(List.of(crm.landed(), crm.accepted(), crm.keyMissing(), crm.keyRepeated(), crm.collapsed()))
                .containsExactly(6L, 3L, 1L, 1L, 1L);
        assertThat(texts("SELECT record_id || ' ' || row_number FROM silver.records ORDER BY 1"))
                .containsExactly("k1 2", "k2 4", "k3 6");
        assertThat(texts("SELECT reason || ' ' || row_number FROM silver.rejected ORDER BY 1"))
                .containsExactly("key_missing 5", "key_repeated 1");
    }

    @Test
    void letsTheNewestLandingWinAcrossFiles() {
        land("a.csv", List.of(row("k1", "2025-01-01"), row("k2", "2025-01-01")));
        land("b.csv", List.of(row("k1", "2024-01-01")), LANDED.plusSeconds(60));

        PreparedSource crm =
                prepare(SourceDefinition.of(CRM, "x").withKey("id")).sources().getFirst();

        assertThat(crm.superseded()).isEqualTo(1);
        assertThat(texts("SELECT record_id || ' ' || file FROM silver.records ORDER BY 1"))
                .containsExactly("k1 b.csv", "k2 a.csv");
    }

    @Test
    void namesRecordsByFileAndRowWhereNothingIsAKey() {
        land("a.csv", List.of(row("k1", "2025-01-01"), row("k1", "2025-02-01")));

        prepare(SourceDefinition.of(CRM, "a.csv"));

        assertThat(texts("SELECT record_id FROM silver.records ORDER BY 1")).containsExactly("a.csv#1", "a.csv#2");
    }

    @Test
    void followsColumnsThatAPersonDeclared() {
        land("a.csv", List.of(row("k1", "2025-01-01")));
        SourceDefinition proposed = prepare(SourceDefinition.of(CRM, "a.csv").withKey("id"))
                .sources()
                .getFirst()
                .definition();
        SourceDefinition narrowed = new SourceDefinition(
                CRM,
                "a.csv",
                "auto",
                java.util.Map.of(),
                Optional.of("id"),
                Optional.empty(),
                100,
                Optional.empty(),
                proposed.columns().stream()
                        .filter(column -> column.tag() == SemanticTag.EMAIL)
                        .toList(),
                List.of());

        PreparedSource crm = prepare(narrowed).sources().getFirst();

        assertThat(crm.proposal()).isEmpty();
        assertThat(crm.unmapped()).contains("name", "plz");
        assertThat(texts("SELECT email || coalesce(full_name, '') FROM silver.records"))
                .containsExactly("k1@example.org");
    }

    @Test
    void saysWhichColumnASourceLacks() {
        land("a.csv", List.of(row("k1", "2025-01-01")));

        assertThatThrownBy(() -> prepare(SourceDefinition.of(CRM, "a.csv").withKey("nr")))
                .hasMessage("Source 'crm' has no column 'nr'. Its columns are: " + String.join(", ", NAMES)
                        + ". Mend sources/crm.yaml.");
    }

    private Prepared prepare(SourceDefinition definition) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return new PrepareStage(new ProfileAgent(new RuleBook()))
                    .prepare(session, List.of(SourceInput.landed(definition)), LANDED);
        }
    }

    private static List<String> row(String key, String updated) {
        return Arrays.asList(
                key,
                "Anna Schmidt",
                key + "@example.org",
                "",
                "030 123456",
                "1984-02-03",
                "Weg 1",
                "10115",
                updated,
                "7");
    }

    private void land(String file, List<List<String>> rows) {
        land(file, rows, LANDED);
    }

    private void land(String file, List<List<String>> rows, Instant at) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            List<Column> columns =
                    new ArrayList<>(BronzeTables.contract(CRM, List.of()).columns());
            List<Column> own = NAMES.stream()
                    .map(name -> Column.personal(name, Scalar.STRING, ""))
                    .toList();
            columns.clear();
            columns.addAll(own);
            columns.add(Column.of("_file", Scalar.STRING, ""));
            columns.add(Column.of("_row", Scalar.LONG, ""));
            columns.add(Column.of("_ingested_at", Scalar.TIMESTAMP, ""));
            session.load("landing", columns, sink -> {
                for (int i = 0; i < rows.size(); i++) {
                    List<Object> values = new ArrayList<>(rows.get(i));
                    values.addAll(List.of(file, (long) i + 1, at));
                    sink.row(values.toArray());
                }
            });
            session.append(BronzeTables.table(CRM), Statement.of("SELECT * FROM landing"), Optional.empty());
        }
    }

    private String record(String key) {
        return texts(
                        "SELECT concat_ws('|', record_id, full_name, email, CAST(other_emails AS VARCHAR), phone, birth_date,"
                                + " street, house_number, postcode, CAST(observed_at AS VARCHAR),"
                                + " coalesce(attributes['punkte'], 'null')) FROM silver.records WHERE record_id = '"
                                + key + "'")
                .getFirst();
    }

    private List<String> texts(String sql) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session.query(Statement.of(sql), row -> String.valueOf(row.text(0)));
        }
    }
}
