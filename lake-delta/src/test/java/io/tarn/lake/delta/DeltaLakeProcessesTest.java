package io.tarn.lake.delta;

import static io.tarn.testing.TestingTables.PETS;
import static io.tarn.testing.TestingTables.PETS_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableVersion;
import io.tarn.lake.dialect.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one lake, and processes that die. */
class DeltaLakeProcessesTest {
    private static final int KILLS = 10;
    private static final int MILLIS_TO_LIVE_MAX = 250;
    private static final int APPENDS = 60;
    private static final int FOREIGN_MAX = 40;
    private static final Duration COMMIT_PAUSE = Duration.ofMillis(40);

    @Test
    void showsWholeCommitsOnlyWhenWritersAreKilled(@TempDir Path home) throws Exception {
        Random random = new Random(7);
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults())) {
            lake.create(PETS);
            long acknowledged = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                Process writer = start(home, "w" + kill, kill * 1000L, 1000, true);
                CountDownLatch written = new CountDownLatch(1);
                AtomicLong lines = new AtomicLong();
                Thread reader = Thread.ofVirtual().start(() -> count(writer, written, lines));
                assertThat(written.await(2, TimeUnit.MINUTES)).isTrue();
                assertThat(writer.waitFor(random.nextInt(MILLIS_TO_LIVE_MAX), TimeUnit.MILLISECONDS))
                        .isFalse();
                writer.destroyForcibly().waitFor();
                reader.join();
                acknowledged += lines.get();
                assertThat(batches(lake)).allMatch(batch -> batch.endsWith(":" + CrashingWriter.ROWS_PER_BATCH));
                assertThat(batches(lake)).hasSizeGreaterThanOrEqualTo((int) acknowledged);
            }
            for (TableVersion version : lake.history(PETS_NAME)) {
                assertThat(batches(lake, new ReadPoint.Pinned(Map.of(PETS_NAME, version.version()))))
                        .allMatch(batch -> batch.endsWith(":" + CrashingWriter.ROWS_PER_BATCH));
            }
            Path orphan = home.resolve("lake/silver/pets/part-of-a-killed-write.parquet");
            Files.writeString(orphan, "half a file");
            List<String> before = batches(lake);

            lake.vacuum(PETS_NAME, Duration.ZERO);

            assertThat(orphan).doesNotExist();
            assertThat(batches(lake)).isEqualTo(before);
            assertThat(dataFiles(home))
                    .isEqualTo(lake.find(PETS_NAME).orElseThrow().files());
        }
    }

    @Test
    void losesNoCommitOfTwoProcesses(@TempDir Path home) throws Exception {
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults())) {
            lake.create(PETS);

            List<Process> writers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                writers.add(start(home, "w" + i, i * 1000L, 15, false));
            }
            for (Process writer : writers) {
                assertThat(writer.inputReader(StandardCharsets.UTF_8).lines().count())
                        .isEqualTo(15);
                assertThat(writer.waitFor()).isZero();
            }

            assertThat(batches(lake))
                    .hasSize(30)
                    .allMatch(batch -> batch.endsWith(":" + CrashingWriter.ROWS_PER_BATCH));
            assertThat(lake.find(PETS_NAME).orElseThrow().version()).isEqualTo(30);
        }
    }

    @Test
    void appendsBesideAWriterThatKnowsNoLocks(@TempDir Path home) throws Exception {
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults())) {
            lake.create(PETS);
            AtomicBoolean ended = new AtomicBoolean();
            CompletableFuture<Long> foreign = CompletableFuture.supplyAsync(() -> commitUntil(ended, home));
            for (long batch = 0; batch < APPENDS; batch++) {
                try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                    session.append(
                            PETS_NAME,
                            Statement.of(
                                    "SELECT ?::BIGINT AS id, 'cat' AS kind FROM range(" + CrashingWriter.ROWS_PER_BATCH
                                            + ")",
                                    batch),
                            Optional.empty());
                }
            }
            ended.set(true);

            assertThat(batches(lake))
                    .hasSize(APPENDS)
                    .allMatch(batch -> batch.endsWith(":" + CrashingWriter.ROWS_PER_BATCH));
            assertThat(lake.find(PETS_NAME).orElseThrow().version()).isEqualTo(APPENDS + foreign.join());
            assertThat(foreign.join()).isPositive();
        }
    }

    /** As another engine commits: nothing but the next number of the log keeps it from being in the way. */
    private static long commitUntil(AtomicBoolean ended, Path home) {
        long commits = 0;
        try {
            for (long version = 1; commits < FOREIGN_MAX && !ended.get(); version++) {
                Path line = Files.writeString(
                        home.resolve("foreign-" + version),
                        "{\"commitInfo\":{\"timestamp\":" + System.currentTimeMillis()
                                + ",\"inCommitTimestamp\":" + System.currentTimeMillis()
                                + ",\"operation\":\"OPTIMIZE\",\"operationParameters\":{}}}\n");
                if (isFirst(line, home.resolve("lake/silver/pets/_delta_log/%020d.json".formatted(version)))) {
                    commits++;
                    Thread.sleep(COMMIT_PAUSE);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return commits;
    }

    private static boolean isFirst(Path line, Path commit) throws IOException {
        try {
            Files.createLink(commit, line);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    private static void count(Process writer, CountDownLatch written, AtomicLong lines) {
        try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
            while (output.readLine() != null) {
                lines.incrementAndGet();
                written.countDown();
            }
        } catch (IOException e) {
            // The stream ends with its process; what was read until then counts.
            return;
        }
    }

    private static Process start(Path home, String name, long first, long count, boolean overwrites)
            throws IOException {
        Path temporary = Files.createDirectories(home.resolve("jvm"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx200m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        home.toString(),
                        name,
                        Long.toString(first),
                        Long.toString(count),
                        Boolean.toString(overwrites))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Every batch with the number of its rows. */
    private static List<String> batches(Lake lake) {
        return batches(lake, new ReadPoint.Latest());
    }

    private static List<String> batches(Lake lake, ReadPoint point) {
        try (LakeSession session = lake.open(point)) {
            return session.query(
                    Statement.of("SELECT id, count(*) FROM silver.pets GROUP BY id ORDER BY id"),
                    row -> row.number(0) + ":" + row.number(1));
        }
    }

    private static long dataFiles(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lake/silver/pets"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }
}
