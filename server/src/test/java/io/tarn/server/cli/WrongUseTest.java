package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.Lake;
import io.tarn.server.Home;
import io.tarn.server.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command says when the input, or its use, is at fault: what is wrong, where, and what to do. */
final class WrongUseTest {
    @TempDir
    private Path folder;

    @Test
    void suggestsTheNearestCommand() {
        CommandLineRun run = CommandLineRun.of("unfy");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("unfy").contains("unify");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysThatThereIsNoHome() {
        Path home = folder.resolve("nowhere");

        CommandLineRun run = CommandLineRun.at(home, "unify");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("tarn: There is no home at '" + home
                        + "'. Add a source first with './tarn source add NAME PLACE --home " + home
                        + "', or point --home at the one you have.");
    }

    @Test
    void addsNoSourceWhosePlaceIsMissing() {
        Path home = folder.resolve("home");
        Path place = folder.resolve("no such.csv");

        CommandLineRun run = CommandLineRun.at(home, "source", "add", "crm", place.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("crm").contains(place.toString());
        assertThat(home).doesNotExist();
    }

    @Test
    void letsNobodySpeakForTarnItself() throws IOException {
        Path home = folder.resolve("home");
        Path events = Files.writeString(folder.resolve("a.json"), "{}\n");
        String refusal = "tarn: 'tarn' is the source of what Tarn itself tells, such as that a mail was opened, so"
                + " nobody else can send its events. Choose another name.";

        CommandLineRun key = CommandLineRun.at(home, "key", "add", "--scope", "collect", "--source", "tarn");
        CommandLineRun past = CommandLineRun.at(home, "import", "events", events.toString(), "--source", "tarn");

        assertThat(key.exitCode()).isEqualTo(1);
        assertThat(key.err()).isEqualToIgnoringNewLines(refusal);
        assertThat(past.err()).isEqualToIgnoringNewLines(refusal);
    }

    @Test
    void namesTheNearestKeyOfADefinition() throws IOException {
        Path home = folder.resolve("home");
        Path csv = Files.writeString(folder.resolve("a.csv"), "id,email\n1,a@b.example\n");
        CommandLineRun.at(home, "source", "add", "crm", csv.toString(), "--key", "id");
        Path definition = home.resolve("project/sources/crm.yaml");
        Files.writeString(definition, Files.readString(definition).replace("place:", "plaec:"));

        CommandLineRun run = CommandLineRun.at(home, "unify");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(definition.toString()).contains("plaec").contains("place");
    }

    @Test
    void saysWhichColumnIsNoKey() throws IOException {
        Path home = folder.resolve("home");
        Path csv = Files.writeString(folder.resolve("a.csv"), "customer_id,email\n1,a@b.example\n");
        CommandLineRun.at(home, "source", "add", "crm", csv.toString(), "--key", "custmer_id");

        CommandLineRun run = CommandLineRun.at(home, "unify");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("custmer_id").contains("Did you mean 'customer_id'?");
    }

    @Test
    void saysWhoHoldsTheLockWhenAnotherRunIsOn() throws IOException {
        Path home = folder.resolve("home");
        Path csv = Files.writeString(folder.resolve("a.csv"), "id,email\n1,a@b.example\n");
        CommandLineRun.at(home, "source", "add", "crm", csv.toString(), "--key", "id");
        try (House house = House.open(new Home(home));
                Lake.Lock lock = house.lake().lock("run", "a run of this test", Duration.ZERO)) {
            CommandLineRun run = CommandLineRun.at(home, "unify");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("a run of this test")
                    .contains("" + ProcessHandle.current().pid());
        }
    }

    @Test
    void pointsOutAMistakeInSql() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home);

        CommandLineRun run = CommandLineRun.at(home, "sql", "SELEC 1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("SELEC");
        assertThat(run.out()).isEmpty();
    }
}
