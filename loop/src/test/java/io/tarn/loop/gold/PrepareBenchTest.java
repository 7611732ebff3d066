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
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The time that a million generated records take into silver; with {@code -Dtarn.test.slow=true}. */
@EnabledIfSystemProperty(named = "tarn.test.slow", matches = "true")
final class PrepareBenchTest {
    private static final SourceName CRM = new SourceName("crm");
    private static final int ROWS = 1_000_000;
    private static final List<String> NAMES = List.of(
            "id",
            "first_name",
            "last_name",
            "email",
            "phone",
            "dob",
            "street",
            "city",
            "postcode",
            "gender",
            "updated_at",
            "total_spent");
    private static final String GENERATED = """
            SELECT 'c' || i AS id,
              ['Anna','Paul','Maria','John','Emma','Luca','Sofia','Peter'][1 + h % 8] || CASE WHEN h % 5 = 0 THEN ' ' ELSE '' END AS first_name,
              'Name' || (h % 20000) AS last_name, 'user' || i || '@Example' || (h % 50) || '.com' AS email,
              '04' || lpad(CAST(h % 100000000 AS VARCHAR), 8, '0') AS phone,
              strftime(DATE '1940-01-01' + CAST(h % 25000 AS INTEGER), '%d/%m/%Y') AS dob,
              (1 + h % 300) || ' high street ' || chr(CAST(97 + h % 26 AS INTEGER)) AS street,
              ['Sydney','Perth','Cairns','Hobart'][1 + h % 4] AS city, CAST(2000 + h % 900 AS VARCHAR) AS postcode,
              ['male','female','N/A'][1 + h % 3] AS gender,
              strftime(TIMESTAMP '2024-01-01' + to_seconds(CAST(h % 30000000 AS INTEGER)), '%Y-%m-%d %H:%M:%S') AS updated_at,
              CAST((h % 100000) / 100.0 AS DECIMAL(10, 2))::VARCHAR AS total_spent,
              'a.csv' AS _file, i + 1 AS _row, TIMESTAMPTZ '2026-01-01 00:00:00+00' AS _ingested_at
            FROM (SELECT range AS i, CAST(hash(range) // 8 AS BIGINT) AS h FROM range(ROWS))
            """;

    @TempDir
    private Path home;

    @Test
    void bringsAMillionRecordsIntoSilverInSeconds() {
        try (DeltaLake lake = DeltaLake.open(home, DeltaLakeConfig.defaults())) {
            lake.create(BronzeTables.UNREADABLE);
            lake.create(SilverTables.RECORDS);
            lake.create(SilverTables.REJECTED);
            lake.create(SilverTables.COLUMNS);
            List<Column> columns = NAMES.stream()
                    .map(name -> Column.personal(name, Scalar.STRING, "As landed"))
                    .toList();
            lake.create(BronzeTables.contract(CRM, columns));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                Statement generated = Statement.of(GENERATED.replace("ROWS", String.valueOf(ROWS)));
                session.append(BronzeTables.table(CRM), generated, Optional.empty());
            }

            Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
            long start = System.nanoTime();
            Prepared prepared;
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                prepared = new PrepareStage(new ProfileAgent(new RuleBook()))
                        .prepare(
                                session, List.of(SourceInput.landed(SourceDefinition.of(CRM, "a.csv"))), Instant.EPOCH);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            System.out.println(
                    "prepared " + prepared.accepted() + " records in " + took.toMillis() + " ms, process CPU "
                            + ProcessHandle.current()
                                    .info()
                                    .totalCpuDuration()
                                    .orElseThrow()
                                    .minus(cpu)
                                    .toMillis() + " ms");
            assertThat(prepared.accepted()).isEqualTo(ROWS);
            assertThat(took).isLessThan(Duration.ofSeconds(60));
        }
    }
}
