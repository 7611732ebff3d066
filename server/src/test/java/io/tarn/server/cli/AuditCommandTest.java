package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.sample.GeneratedRecords;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands did on a home stands in its lake. */
final class AuditCommandTest {
    @TempDir
    private Path folder;

    @Test
    void commandsAreWrittenDownWithWhoAndWhat() throws Exception {
        Path home = folder.resolve("home");
        Path csv = folder.resolve("people.csv");
        new GeneratedRecords(5, 100).write(csv, folder.resolve("truth.csv"));
        run(home, "key", "add", "--scope", "collect", "--source", "web");
        run(home, "key", "remove", "web");
        run(home, "source", "add", "people", csv.toString(), "--key", "record_id");
        run(home, "unify");
        String profile = CommandLineRun.rows(home, "SELECT min(profile_id) FROM gold.customers")
                .getFirst();
        run(home, "explain", profile);
        run(home, "explain", profile, "--reveal");
        String record = CommandLineRun.rows(
                        home, "SELECT record_id FROM identity.profiles WHERE profile_id <> '" + profile + "' LIMIT 1")
                .getFirst();
        run(home, "forget", "record:people:" + record);

        assertThat(CommandLineRun.rows(
                        home,
                        "SELECT concat_ws(' ', action, profile_id, regexp_replace(subject, '[0-9a-f]{64}|run:.*', '…'),"
                                + " policy, outcome) FROM ops.audit ORDER BY done_at"))
                .containsExactly(
                        "key.add key:web collect done",
                        "key.remove key:web  done",
                        "source.add source:people  done",
                        "unify …  done",
                        "explain.reveal " + profile + "  plain done",
                        "forget …  done");
        assertThat(CommandLineRun.rows(home, "SELECT DISTINCT actor, scope FROM ops.audit"))
                .containsExactly("command:" + System.getProperty("user.name") + ",home");
    }

    private static void run(Path home, String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }
}
