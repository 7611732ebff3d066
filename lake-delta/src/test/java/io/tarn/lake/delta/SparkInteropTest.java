package io.tarn.lake.delta;

import static io.tarn.testing.TestingTables.EVERYTHING;
import static io.tarn.testing.TestingTables.PETS;
import static io.tarn.testing.TestingTables.PETS_NAME;
import static io.tarn.testing.TestingTables.append;
import static io.tarn.testing.TestingTables.everything;
import static io.tarn.testing.TestingTables.pets;
import static io.tarn.testing.TestingTables.petsNow;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.StagedRows;
import io.tarn.lake.dialect.SparkDialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.lake.view.LiveView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** Spark reads every table that is written here, and what Spark writes is read here. */
class SparkInteropTest {
    private static SparkSession spark;

    @BeforeAll
    static void startSpark(@TempDir Path warehouse) {
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", warehouse.toString())
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @Test
    void sparkReadsEveryContract(@TempDir Path home) {
        try (Lake lake = open(home)) {
            for (TableContract contract : Contracts.ALL) {
                lake.create(contract);
                try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                    String values = contract.columns().stream()
                            .map(column -> sample(column.type()) + " AS \"" + column.name() + '"')
                            .collect(Collectors.joining(", "));
                    session.append(contract.name(), Statement.of("SELECT " + values), Optional.empty());
                    session.append(
                            contract.name(),
                            Statement.of("SELECT NULL::VARCHAR AS \""
                                    + contract.columns().getFirst().name() + '"'),
                            Optional.empty());
                }

                Dataset<Row> read = spark.sql("SELECT * FROM " + table(home, contract.name()));
                assertThat(read.columns())
                        .containsExactly(
                                contract.columns().stream().map(Column::name).toArray(String[]::new));
                List<Row> rows = read.collectAsList();
                assertThat(rows).hasSize(2);
                assertThat(rows.stream().filter(row -> !row.anyNull())).hasSize(1);
            }
        }
    }

    @Test
    void sparkReadsRowsFromJavaAsItReadsTheEngines(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(EVERYTHING);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                try (StagedRows rows = session.stage(EVERYTHING.name(), EVERYTHING.columns())) {
                    everything().forEach(rows::row);
                    rows.append();
                }
                session.append(EVERYTHING.name(), Statement.of("SELECT * FROM silver.everything"), Optional.empty());
            }

            String table = table(home, EVERYTHING.name());
            assertThat(rows("SELECT * FROM " + table)).hasSize(4);
            assertThat(rows("SELECT count(*) FROM " + table + " GROUP BY text, flag, small, large, real, amount, sum,"
                            + " day, instant, bytes, list, map_entries(map), struct"))
                    .containsExactly("[2]", "[2]");
            assertThat(rows("SELECT amount, sum, day, list[1], map['k'], struct.b FROM " + table
                            + " WHERE amount = 123456789012.5"))
                    .hasSize(2)
                    .containsOnly("[123456789012.500000,-12345678901234567890123456789012.123456,1600-01-01,y,5,6]");
        }
    }

    @Test
    void sparkReadsHistoryVersionsAndEvolvedColumns(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 2, "cat"));
            lake.evolve(PETS_NAME, List.of(Column.of("legs", Scalar.LONG, "How many")));
            append(lake, Statement.of("SELECT 3 AS id, 'bird' AS kind, 2 AS legs"));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.merge(PETS_NAME, List.of("id"), pets(2, 2, "dog"));
                session.deleteWhere(PETS_NAME, Statement.of("id = 1"));
            }
            lake.compact(PETS_NAME);
            lake.checkpoint(PETS_NAME);
            append(lake, pets(4, 4, "cat"));
            lake.restore(PETS_NAME, 1);
            append(lake, pets(5, 5, "cat"));

            String table = table(home, PETS_NAME);
            assertThat(rows("SELECT * FROM " + table + " ORDER BY id"))
                    .containsExactly("[1,cat,owner 1,null]", "[2,cat,owner 2,null]", "[5,cat,owner 5,null]");
            assertThat(rows("SELECT id, kind FROM " + table + " VERSION AS OF 1 ORDER BY id"))
                    .containsExactly("[1,cat]", "[2,cat]");
            assertThat(rows("SELECT id, legs FROM " + table + " VERSION AS OF 4 ORDER BY id"))
                    .containsExactly("[1,null]", "[2,null]", "[3,2]");
            assertThat(rows("SELECT id, kind FROM " + table + " VERSION AS OF 7 ORDER BY id"))
                    .containsExactly("[2,dog]", "[3,bird]");
            assertThat(rows("DESCRIBE HISTORY " + table)).hasSize(11);
        }
    }

    @Test
    void sparkSeesTheLiveViewAsDuckDbDoes(@TempDir Path home) {
        try (Lake lake = open(home)) {
            LiveView.VIEW.over().forEach(lake::create);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.append(
                        GoldTables.CUSTOMERS.name(),
                        Statement.of("SELECT * FROM (VALUES ('p1', 'old@x.example', DATE '1980-01-02'), ('p2',"
                                + " 'gold@x.example', NULL), ('p3', 'held@x.example', NULL), ('p4', 'gone@x.example',"
                                + " NULL)) t(profile_id, email, birth_date)"),
                        Optional.empty());
                String at = "TIMESTAMPTZ '2026-01-01 00:00:00Z'";
                String email = "MAP {'email': {'value': %s, 'source': 'web', 'at': " + at + "}, 'birth_date':"
                        + " {'value': '1980-01-02', 'source': 'web', 'at': " + at + "}}";
                session.append(
                        EventTables.PROFILE_CHANGES.name(),
                        Statement.of(
                                "SELECT 'p1' AS profile_id, 1 AS log_offset, 'live' AS state, ['p1', 'p3'] AS"
                                        + " constituents, " + email.formatted("'older'")
                                        + " AS traits, MAP {'spent': '1'} AS"
                                        + " computed UNION ALL SELECT 'p1', 2, 'live', ['p1', 'p3'], "
                                        + email.formatted("'new@x.example'")
                                        + ", MAP {'spent': '2'} UNION ALL SELECT 'p4', 3,"
                                        + " 'forgotten', NULL, NULL, NULL UNION ALL SELECT 'p5', 4, 'live', ['p5'], NULL, NULL"),
                        Optional.empty());
            }
            String columns = "SELECT profile_id, email, CAST(birth_date AS " + "%s) AS born, log_offset, %s AS spent"
                    + " FROM %s v ORDER BY profile_id";

            List<String> here;
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                here = session.query(
                        Statement.of(columns.formatted("VARCHAR", "computed['spent']", LiveView.VIEW.name())),
                        row -> "[" + row.text(0) + "," + row.text(1) + "," + row.text(2) + ","
                                + (row.isNull(3) ? "null" : row.number(3)) + "," + row.text(4) + "]");
            }
            String query =
                    LiveView.VIEW.query(SparkDialect.INSTANCE, contract -> Optional.of(table(home, contract.name())));
            List<String> there = rows(columns.formatted("STRING", "computed['spent']", "(" + query + ")"));

            assertThat(here)
                    .containsExactly(
                            "[p1,new@x.example,1980-01-02,2,2]",
                            "[p2,gold@x.example,null,null,null]",
                            "[p5,null,null,4,null]");
            assertThat(there).isEqualTo(here);
        }
    }

    @Test
    void sparkSkipsFilesByOurStatistics(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            for (int i = 0; i < 5; i++) {
                append(lake, pets(i * 10L, i * 10L + 9, "kind " + i));
            }
            String table = table(home, PETS_NAME);

            assertThat(filesRead("SELECT * FROM " + table)).isEqualTo(5);
            assertThat(filesRead("SELECT * FROM " + table + " WHERE id = 23")).isEqualTo(1);
            assertThat(filesRead("SELECT * FROM " + table + " WHERE kind >= 'kind 3'"))
                    .isEqualTo(2);
            assertThat(filesRead("SELECT * FROM " + table + " WHERE owner = 'owner 23'"))
                    .isEqualTo(5);
        }
    }

    @Test
    void writesOnWhereSparkDeletedAndInserted(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 6, "cat"));
            String table = table(home, PETS_NAME);

            spark.sql("ALTER TABLE " + table + " SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
            spark.sql("DELETE FROM " + table + " WHERE id IN (2, 5)");
            spark.sql("INSERT INTO " + table + " VALUES (7, 'spark', NULL)");

            assertThat(petsNow(lake))
                    .containsExactly(
                            "1:cat:owner 1", "3:cat:owner 3", "4:cat:owner 4", "6:cat:owner 6", "7:spark:null");
            assertThat(lake.find(PETS_NAME).orElseThrow().rows()).isEqualTo(5);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.merge(PETS_NAME, List.of("id"), pets(5, 6, "dog"));
                session.deleteWhere(PETS_NAME, Statement.of("id = 1"));
            }
            lake.compact(PETS_NAME);
            List<String> expected =
                    List.of("3:cat:owner 3", "4:cat:owner 4", "5:dog:owner 5", "6:dog:owner 6", "7:spark:null");
            assertThat(petsNow(lake)).isEqualTo(expected);
            assertThat(rows("SELECT concat(id, ':', kind, ':', coalesce(owner, 'null')) FROM " + table
                            + " ORDER BY id"))
                    .containsExactlyElementsOf(
                            expected.stream().map(row -> "[" + row + "]").toList());
        }
    }

    @Test
    void readsPartitionedTablesOfSpark(@TempDir Path folder) {
        Path table = folder.resolve("parts of it");
        spark.sql("CREATE TABLE delta.`" + table
                + "` (id INT, day DATE, shop STRING, seen TIMESTAMP, amount DECIMAL(10,2))"
                + " USING delta PARTITIONED BY (day, shop)");
        spark.sql("INSERT INTO delta.`" + table + "` VALUES"
                + " (1, DATE '2024-01-01', 'a b=c/ü', TIMESTAMP '2024-01-01 10:00:00.123456', 1.25),"
                + " (2, DATE '2024-01-02', NULL, NULL, NULL), (3, NULL, 'x', TIMESTAMP '1969-12-31 00:00:00', -3)");

        assertThat(read(table, "SELECT id, day, shop, seen, amount FROM t ORDER BY id", 5))
                .containsExactly(
                        "1|2024-01-01|a b=c/ü|2024-01-01T10:00:00.123456Z|1.25",
                        "2|2024-01-02|null|null|null",
                        "3|null|x|1969-12-31T00:00:00Z|-3.00");
    }

    @Test
    void readsRenamedColumnsAndDeletionVectorsOfSpark(@TempDir Path folder) {
        Path table = folder.resolve("mapped");
        spark.sql("CREATE TABLE delta.`" + table + "` (id INT, old STRING, gone STRING, part STRUCT<a: INT, b: STRING>,"
                + " parts ARRAY<STRUCT<a: INT>>, named MAP<STRING, STRUCT<a: INT>>, p STRING) USING delta PARTITIONED BY (p)"
                + " TBLPROPERTIES ('delta.columnMapping.mode' = 'name', 'delta.enableDeletionVectors' = 'true')");
        spark.sql(
                "INSERT INTO delta.`" + table + "` SELECT id, concat('v', id), 'x', struct(id, 's'), array(struct(id)),"
                        + " map('k', struct(id)), 'p1' FROM range(1, 5)");
        spark.sql("ALTER TABLE delta.`" + table + "` RENAME COLUMN old TO new");
        spark.sql("ALTER TABLE delta.`" + table + "` DROP COLUMN gone");
        spark.sql("ALTER TABLE delta.`" + table + "` RENAME COLUMN part.a TO first");
        spark.sql("ALTER TABLE delta.`" + table + "` ADD COLUMN extra INT");
        spark.sql("DELETE FROM delta.`" + table + "` WHERE id = 2");

        assertThat(read(table, "SELECT id, new, part, parts, named, p, extra FROM t ORDER BY id", 7))
                .containsExactly(
                        "1|v1|{first=1, b=s}|[{a=1}]|{k={a=1}}|p1|null",
                        "3|v3|{first=3, b=s}|[{a=3}]|{k={a=3}}|p1|null",
                        "4|v4|{first=4, b=s}|[{a=4}]|{k={a=4}}|p1|null");

        spark.sql("INSERT INTO delta.`" + table + "` (id, extra, p) VALUES (9, 8, 'p2')");
        assertThat(read(table, "SELECT id, extra, p FROM t WHERE id > 3 ORDER BY id", 3))
                .containsExactly("4|null|p1", "9|8|p2");
    }

    private static Lake open(Path home) {
        return DeltaLake.open(home, DeltaLakeConfig.defaults());
    }

    private static String table(Path home, TableName name) {
        return "delta.`" + home.resolve("lake").resolve(name.schema()).resolve(name.name()) + "`";
    }

    private static List<String> rows(String sql) {
        return spark.sql(sql).collectAsList().stream().map(Row::toString).toList();
    }

    private static List<String> read(Path table, String sql, int columns) {
        try (LakeSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults())) {
            session.attach("t", table);
            return session.query(Statement.of(sql), row -> {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < columns; i++) {
                    text.append(i == 0 ? "" : "|").append(row.value(i));
                }
                return text.toString();
            });
        }
    }

    private static long filesRead(String sql) {
        Dataset<Row> answer = spark.sql(sql);
        answer.collectAsList();
        long files = 0;
        for (SparkPlan leaf : CollectionConverters.asJava(
                answer.queryExecution().executedPlan().collectLeaves())) {
            files += leaf.metrics().apply("numFiles").value();
        }
        return files;
    }

    private static String sample(ColumnType type) {
        return switch (type) {
            case Scalar scalar ->
                switch (scalar) {
                    case STRING -> "'ü value'";
                    case BOOLEAN -> "true";
                    case INTEGER, LONG -> "7";
                    case DOUBLE, DECIMAL, DECIMAL_SUM -> "0.5";
                    case DATE -> "DATE '2024-02-29'";
                    case TIMESTAMP -> "TIMESTAMPTZ '2024-02-29 12:00:00.123456+00'";
                    case BINARY -> "'x'::BLOB";
                };
            case ColumnType.ListOf list -> "[" + sample(list.element()) + "]";
            case ColumnType.MapOf map -> "MAP {'k': " + sample(map.value()) + "}";
            case ColumnType.StructOf struct ->
                struct.fields().stream()
                        .map(field -> "'" + field.name() + "': " + sample(field.type()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
