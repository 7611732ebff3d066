package io.tarn.lake.delta;

import static io.tarn.testing.TestingTables.PETS;
import static io.tarn.testing.TestingTables.PETS_NAME;
import static io.tarn.testing.TestingTables.append;
import static io.tarn.testing.TestingTables.pets;
import static io.tarn.testing.TestingTables.petsNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.StagedRows;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on the disk: file sizes, order, statistics, and a disk that fails. */
class DeltaLakeFilesTest {
    @Test
    void opensOnlyFilesThatMayHoldWhatIsAskedFor(@TempDir Path home) {
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults())) {
            lake.create(PETS);
            for (int i = 0; i < 5; i++) {
                append(lake, pets(i * 10L, i * 10L + 9, "kind " + i));
            }
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.narrow(PETS_NAME, "id", 23L, 23L);
                assertThat(pets(session)).hasSize(10).contains("23:kind 2:owner 23");

                session.narrow(PETS_NAME, "kind", "kind 3", "kind 9");
                assertThat(pets(session)).hasSize(20);

                session.narrow(PETS_NAME, "owner", "a", "b");
                assertThat(pets(session)).hasSize(50);
            }
        }
    }

    @Test
    void boundsNeverExcludeAValue(@TempDir Path home) {
        TableName name = TableName.of("silver.edges");
        TableContract edges = new TableContract(
                name,
                "Values at the edges of statistics",
                List.of(
                        Column.of("text", Scalar.STRING, "Longer than statistics keep"),
                        Column.of("at", Scalar.TIMESTAMP, "Finer than statistics keep"),
                        Column.of("real", Scalar.DOUBLE, "Not a number among them")),
                List.of(),
                List.of("text"));
        String text = "ü".repeat(40) + "\uD83D\uDE00";
        Instant instant = Instant.parse("1969-12-31T23:59:59.999999Z");
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults())) {
            lake.create(edges);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.append(
                        name,
                        Statement.of("SELECT ? AS text, ? AS at, 'NaN'::DOUBLE AS real", text, instant),
                        Optional.empty());
                try (StagedRows rows = session.stage(name, edges.columns())) {
                    rows.row(text, instant, Double.NaN);
                    rows.append();
                }
                session.narrow(name, "text", text, text);
                assertThat(count(session)).isEqualTo(2);
                session.narrow(name, "at", instant, instant);
                assertThat(count(session)).isEqualTo(2);
                session.narrow(name, "real", 1e300, 1e308);
                assertThat(count(session)).isEqualTo(2);
                session.narrow(name, "text", "v", "w");
                assertThat(count(session)).isZero();
            }
        }
    }

    private static long count(LakeSession session) {
        return session.query(Statement.of("SELECT count(*) FROM silver.edges"), row -> row.number(0))
                .getFirst();
    }

    @Test
    void keepsPersonalValuesOutOfTheLog(@TempDir Path home) throws IOException {
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults().withCheckpointInterval(1))) {
            lake.create(PETS);
            append(lake, Statement.of("SELECT 1 AS id, 'cat' AS kind, 'Ann Example' AS owner"));
        }
        String log = Files.readString(home.resolve("lake/silver/pets/_delta_log/00000000000000000001.json"));
        assertThat(log).contains("\\\"kind\\\":\\\"cat\\\"").doesNotContain("Ann Example");
        assertThat(home.resolve("lake/silver/pets/_delta_log/00000000000000000001.checkpoint.parquet"))
                .exists();
    }

    @Test
    void writesSortedFilesOfTheTargetSize(@TempDir Path home) {
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults().withFileBytesTarget(200_000))) {
            lake.create(PETS);
            append(
                    lake,
                    Statement.of("SELECT (i * 7919) % 300000 AS id, md5(i::VARCHAR) AS kind FROM range(300000) t(i)"));

            TableState state = lake.find(PETS_NAME).orElseThrow();
            assertThat(state.rows()).isEqualTo(300_000);
            assertThat(state.files()).isBetween(2L, 10L);
            List<Long> rows = new ArrayList<>();
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.narrow(PETS_NAME, "id", 5L, 6L);
                rows.addAll(session.query(Statement.of("SELECT id FROM silver.pets"), row -> row.number(0)));
            }
            assertThat(rows).isSorted().hasSizeLessThan(200_000).startsWith(0L);
        }
    }

    @Test
    void clearsItsWorkFolderWhenASessionCloses(@TempDir Path home) throws IOException {
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults())) {
            lake.create(PETS);
            append(lake, pets(1, 3, "cat"));
        }
        try (var files = Files.list(home.resolve("tmp"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void saysWhichPlaceCannotBeWritten(@TempDir Path home) throws IOException {
        Path file = Files.writeString(home.resolve("file"), "not a folder");

        assertThatThrownBy(() -> DeltaLake.open(file, DeltaLakeConfig.defaults()))
                .isInstanceOfSatisfying(
                        TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE))
                .hasMessageContaining(file.toString());
    }

    @Test
    void readsAReadOnlyHomeAndSaysWhyItCannotWrite(@TempDir Path home) {
        Path lakeFolder = home.resolve("lake");
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults())) {
            lake.create(PETS);
            append(lake, pets(1, 1, "cat"));
            for (Path folder : List.of(home.resolve("locks"), home.resolve("tmp"), lakeFolder, home)) {
                assertThat(folder.toFile().setWritable(false)).isTrue();
            }
            assumeThat(Files.isWritable(home)).as("running as root").isFalse();

            assertThat(petsNow(lake)).hasSize(1);
            assertThatThrownBy(() -> append(lake, pets(2, 2, "cat")))
                    .isInstanceOfSatisfying(
                            TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));
        } finally {
            for (Path folder : List.of(home, home.resolve("locks"), home.resolve("tmp"), lakeFolder)) {
                folder.toFile().setWritable(true);
            }
        }
    }

    @Test
    void tellsAFullDiskFromABrokenOne() {
        Path place = Path.of("/home/of/lake");

        assertThat(DeltaErrors.storage("writing rows", place, new IOException("No space left on device")))
                .isInstanceOfSatisfying(
                        TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                .hasMessage("The disk is full at /home/of/lake while writing rows: free some space and run the same"
                        + " again; nothing that was committed is lost.");
        assertThat(DeltaErrors.engine(
                        place, new java.sql.SQLException("IO Error: Could not write: No space left on device")))
                .isInstanceOfSatisfying(
                        TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
        assertThat(DeltaErrors.storage("writing rows", place, new IOException("Input/output error")))
                .hasMessage("The disk failed at /home/of/lake while writing rows: Input/output error. Check that the"
                        + " place exists and can be read and written.");
    }
}
