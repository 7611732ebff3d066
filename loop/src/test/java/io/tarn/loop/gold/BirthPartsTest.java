package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A date of birth that a source keeps in several columns. */
final class BirthPartsTest {
    private static final SourceName CLUB = new SourceName("club");
    private static final Instant LANDED = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> FIRST = List.of("Anna", "Paul", "Maria", "John", "Laura", "Peter", "James");
    private static final List<String> LAST = List.of("Schmidt", "Weber", "Miller", "Brown", "Clark");

    @TempDir
    private Path home;

    @Test
    void threeNumbersUnderSilentNamesAreOneDate() {
        assertThat(dates(List.of("by", "bm", "bd"), "7")).containsEntry("c3", "1957-04-04");
    }

    @Test
    void monthsMayBeNamedAndPartsMissing() {
        Map<String, String> dates = dates(List.of("year_of_birth", "birth_month", "birth_day"), "July");

        assertThat(dates).containsEntry("c3", "1957-04-04").containsEntry("named", "1999-07-31");
        assertThat(dates).containsEntry("no_day", "1999-02").containsEntry("no_month", "1999");
        assertThat(dates).doesNotContainKey("no_year");
        assertThat(texts("SELECT attributes['birth_month'] || '-' || attributes['birth_day'] FROM silver.records"
                        + " WHERE record_id = 'no_year'"))
                .containsExactly("02-03");
    }

    /** By key, those that have one, after the profile agent understood the columns. */
    private Map<String, String> dates(List<String> parts, String july) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String first = FIRST.get(i % FIRST.size());
            String last = LAST.get(i % LAST.size());
            rows.add(List.of("c" + i, first, last, "" + (1957 - 3 + i), "" + (1 + i % 12), "" + (1 + i % 31)));
        }
        rows.add(List.of("named", "Anna", "Schmidt", "1999", july, "31"));
        rows.add(List.of("no_day", "Anna", "Schmidt", "1999", "2", ""));
        rows.add(List.of("no_month", "Anna", "Schmidt", "1999", "", "3"));
        rows.add(List.of("no_year", "Anna", "Schmidt", "", "2", "3"));
        List<String> names = new ArrayList<>(List.of("id", "first_name", "last_name"));
        names.addAll(parts);
        try (DeltaLake lake = DeltaLake.open(home, DeltaLakeConfig.defaults())) {
            land(lake, names, rows);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                Prepared prepared = new PrepareStage(new ProfileAgent(new RuleBook()))
                        .prepare(session, List.of(SourceInput.landed(SourceDefinition.of(CLUB, "a.csv"))), LANDED);
                PreparedSource club = prepared.sources().getFirst();
                assertThat(club.definition().columns())
                        .extracting(ColumnMapping::tag)
                        .endsWith(SemanticTag.BIRTH_YEAR, SemanticTag.BIRTH_MONTH, SemanticTag.BIRTH_DAY);
                return session
                        .query(
                                Statement.of("SELECT record_id, birth_date FROM silver.records"
                                        + " WHERE birth_date IS NOT NULL"),
                                row -> Map.entry(row.text(0), row.text(1)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            }
        }
    }

    private List<String> texts(String sql) {
        try (DeltaLake lake = DeltaLake.open(home, DeltaLakeConfig.defaults());
                LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session.query(Statement.of(sql), row -> String.valueOf(row.text(0)));
        }
    }

    private static void land(DeltaLake lake, List<String> names, List<List<String>> rows) {
        List<Column> own = names.stream()
                .map(name -> Column.personal(name, Scalar.STRING, "As landed"))
                .toList();
        for (var table : List.of(BronzeTables.UNREADABLE, SilverTables.RECORDS, SilverTables.REJECTED)) {
            lake.create(table);
        }
        lake.create(SilverTables.COLUMNS);
        lake.create(BronzeTables.contract(CLUB, own));
        List<Column> columns = new ArrayList<>(own);
        columns.add(Column.of("_file", Scalar.STRING, ""));
        columns.add(Column.of("_row", Scalar.LONG, ""));
        columns.add(Column.of("_ingested_at", Scalar.TIMESTAMP, ""));
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load("landing", columns, sink -> {
                for (int i = 0; i < rows.size(); i++) {
                    List<Object> values = new ArrayList<>(rows.get(i));
                    values.addAll(List.of("a.csv", (long) i + 1, LANDED));
                    sink.row(values.toArray());
                }
            });
            session.append(BronzeTables.table(CLUB), Statement.of("SELECT * FROM landing"), Optional.empty());
        }
    }
}
