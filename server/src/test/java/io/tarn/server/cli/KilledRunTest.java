package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.sample.GeneratedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in processes of their own, killed at random moments: readers see whole runs only, and the next run completes. */
final class KilledRunTest {
    private static final int KILLS = 20;
    private static final long MILLIS_MAX = 6_000;
    private static final long SEED = 11;

    @TempDir
    private Path folder;

    @Test
    void leavesTheLastCompleteRunToReadersHoweverOftenItIsKilled() throws Exception {
        Path home = folder.resolve("home");
        Path arriving = Files.createDirectories(folder.resolve("arriving"));
        write(arriving.resolve("00.csv"), 600, 0);
        CommandLineRun.at(home, "source", "add", "people", arriving.toString(), "--key", "record_id");
        assertThat(CommandLineRun.at(home, "unify").exitCode()).isZero();
        List<String> complete = state(home);
        Random random = new Random(SEED);
        int killed = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            write(arriving.resolve("%02d.csv".formatted(kill)), 20, kill);
            Process run = unify(home);
            if (run.waitFor(random.nextLong(MILLIS_MAX), TimeUnit.MILLISECONDS)) {
                complete = state(home);
                continue;
            }
            run.destroyForcibly().waitFor();
            killed++;
            List<String> now = state(home);
            if (!now.equals(complete)) {
                // The run's last commit came before the kill: then it is there whole.
                assertThat(now.getFirst()).isEqualTo((600 + 20 * kill) + "," + (600 + 20 * kill));
                complete = now;
            }
        }

        CommandLineRun last = CommandLineRun.at(home, "unify");

        assertThat(killed).as("runs that were killed before they ended").isPositive();
        assertThat(last.exitCode()).as(last.err()).isZero();
        int records = 600 + 20 * KILLS;
        assertThat(state(home).getFirst()).isEqualTo(records + "," + records);
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM bronze.people"))
                .containsExactly("" + records);
    }

    /** What a reader sees: records in silver and in profiles, profiles in gold, and a hash of who is who. */
    private static List<String> state(Path home) {
        List<String> state = new ArrayList<>(CommandLineRun.rows(
                home, "SELECT (SELECT count(*) FROM silver.records), (SELECT count(*) FROM identity.profiles)"));
        state.addAll(CommandLineRun.rows(
                home,
                "SELECT (SELECT count(DISTINCT profile_id) FROM identity.profiles) - (SELECT count(*) FROM"
                        + " gold.customers), (SELECT count(*) FROM identity.history)"));
        assertThat(state.get(1)).startsWith("0,");
        state.addAll(CommandLineRun.rows(
                home,
                "SELECT md5(string_agg(record_id || profile_id, ',' ORDER BY record_id)) FROM identity.profiles"));
        return state;
    }

    private Process unify(Path home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tarn.class.getName(),
                        "unify",
                        "--home",
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A file of records whose keys say which file they came with. */
    private void write(Path file, long rows, int number) throws IOException {
        Path whole = folder.resolve("made.csv");
        new GeneratedRecords(SEED + number, rows).write(whole, folder.resolve("made.truth.csv"));
        List<String> lines = new ArrayList<>(Files.readAllLines(whole));
        lines.replaceAll(line -> line.startsWith("record_id") ? line : "f%02d-%s".formatted(number, line));
        Path part = folder.resolve("part.csv");
        Files.write(part, lines);
        Files.move(part, file);
    }
}
