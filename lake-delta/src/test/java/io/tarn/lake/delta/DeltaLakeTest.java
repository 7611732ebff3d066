package io.tarn.lake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.SilverTables;
import io.tarn.lake.table.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaLakeTest {
    @TempDir
    Path home;

    @Test
    void appendsAndReadsBack() {
        try (DeltaLake lake = DeltaLake.open(home.resolve("a b ü"), DeltaLakeConfig.defaults())) {
            lake.create(SilverTables.RECORDS);
            TableName records = SilverTables.RECORDS.name();
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.load(
                        "in",
                        List.of(
                                Column.of("source", Scalar.STRING, ""),
                                Column.of("record_id", Scalar.STRING, ""),
                                Column.of("ingested_at", Scalar.TIMESTAMP, "")),
                        sink -> {
                            for (int i = 0; i < 1000; i++) {
                                sink.row("crm", "r" + i, Instant.ofEpochSecond(i, 123_456_000));
                            }
                        });
                session.register(new ScalarFunction.TextFunction("up", 1, a -> a[0] == null ? null : a[0] + "!"));
                assertThat(session.append(
                                records,
                                Statement.of(
                                        "SELECT *, up(record_id) AS email, MAP{'a':'b'} AS attributes FROM \"in\" WHERE source = ?",
                                        "crm"),
                                Optional.empty()))
                        .hasValue(1L);
                assertThat(session.query(
                                Statement.of(
                                        "SELECT count(*), max(email), max(ingested_at), any_value(attributes), max(up(last_name)) FROM silver.records"),
                                row -> row.number(0) + row.text(1) + row.instant(2) + row.value(3) + row.text(4)))
                        .containsExactly("1000r999!1970-01-01T00:16:39.123456Z{a=b}null");
                assertThat(session.overwrite(
                                records,
                                Statement.of("SELECT source, record_id FROM silver.records WHERE record_id < 'r2'")))
                        .isEqualTo(2);
                assertThat(session.query(Statement.of("SELECT count(*) FROM silver.records"), row -> row.number(0)))
                        .containsExactly(112L);
            }
            try (LakeSession session = lake.open(new ReadPoint.Pinned(Map.of(records, 1L)))) {
                assertThat(session.query(Statement.of("SELECT count(*) FROM silver.records"), row -> row.number(0)))
                        .containsExactly(1000L);
            }
            assertThat(lake.tables()).hasSize(1);
            System.out.println(lake.tables());
        }
    }
}
