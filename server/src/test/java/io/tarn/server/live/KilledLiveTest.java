package io.tarn.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that takes events is killed again and again: what it acknowledged is in the lake once, and in order. */
final class KilledLiveTest {
    /** In the gate; {@code -Dtarn.kills=50} kills for longer. */
    private static final int KILLS = Integer.getInteger("tarn.kills", 15);

    private static final long SEED = 20261121;

    @Test
    void whatWasAcknowledgedIsInTheLakeOnceAndInOrder(@TempDir Path home) throws Exception {
        Random chance = new Random(SEED);
        long acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged = Math.max(acknowledged, runAndKill(home, acknowledged, 1 + chance.nextInt(120)));
        }
        assertThat(start(home, acknowledged, "drain").waitFor(5, TimeUnit.MINUTES))
                .as("what the process said: %s", said(home))
                .isTrue();

        assertThat(acknowledged).isGreaterThan(KILLS * 20L);
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults());
                LakeSession session = lake.open(new ReadPoint.Latest())) {
            assertThat(numbers(session, "SELECT count(*), count(DISTINCT message_id) FROM silver.events"))
                    .satisfies(counts -> assertThat(counts.get(0)).isEqualTo(counts.get(1)));
            assertThat(number(
                            session,
                            "SELECT count(DISTINCT message_id) FROM silver.events WHERE CAST(substr(message_id,"
                                    + " 2) AS BIGINT) < " + acknowledged))
                    .isEqualTo(acknowledged);
            assertThat(number(
                            session,
                            "SELECT count(*) FROM (SELECT CAST(properties['step'] AS BIGINT) AS step,"
                                    + " max(CAST(properties['step'] AS BIGINT)) OVER (PARTITION BY profile_id ORDER BY log_offset"
                                    + " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM silver.events)"
                                    + " s WHERE step < before"))
                    .as("events out of order within a person")
                    .isZero();
            assertThat(number(session, "SELECT count(DISTINCT profile_id) FROM silver.events"))
                    .isEqualTo(LiveChild.PERSONS);
            assertThat(number(session, "SELECT count(*) - count(DISTINCT audit_id) FROM ops.audit"))
                    .isZero();
            assertThat(number(
                            session,
                            "SELECT count(DISTINCT subject) FROM ops.audit WHERE CAST(substr(subject, 7) AS BIGINT) < "
                                    + acknowledged))
                    .isEqualTo(acknowledged / LiveChild.BATCH);
            assertThat(number(session, "SELECT count(*) - count(DISTINCT log_offset) FROM bronze.events"))
                    .isZero();
            assertThat(number(
                            session,
                            "SELECT count(*) FROM silver.events s ANTI JOIN bronze.events b USING (log_offset)"))
                    .isZero();
        }
    }

    /** Lets a process take batches, and kills it some moments after one of them. */
    private static long runAndKill(Path home, long from, int batches) throws IOException, InterruptedException {
        Process child = start(home, from);
        long acknowledged = from;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < batches; i++) {
                String line = out.readLine();
                assertThat(line).as("what the process said: %s", said(home)).startsWith("ACK ");
                acknowledged = Long.parseLong(line.substring(4));
            }
            child.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("ACK [0-9]+")) {
                    acknowledged = Math.max(acknowledged, Long.parseLong(line.substring(4)));
                }
            }
        }
        child.waitFor();
        return acknowledged;
    }

    private static Process start(Path home, long from, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LiveChild.class.getName(),
                home.toString(),
                Long.toString(from)));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors(home).toFile()))
                .start();
    }

    private static Path errors(Path home) {
        return home.resolve("child.err");
    }

    private static String said(Path home) throws IOException {
        return Files.exists(errors(home)) ? Files.readString(errors(home)) : "";
    }

    private static long number(LakeSession session, String sql) {
        return session.query(Statement.of(sql), row -> row.number(0)).getFirst();
    }

    private static List<Long> numbers(LakeSession session, String sql) {
        return session.query(Statement.of(sql), row -> List.of(row.number(0), row.number(1)))
                .getFirst();
    }
}
