package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.testing.TestingPeople;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A home with one source of people, about some of whom a run is in doubt.
 *
 * @param path where it is
 */
record DoubtfulHome(Path path) {
    private static final int PERSONS = 150;

    /** A home that is made in a folder, with the source {@code crm}, in which nothing ran. */
    static DoubtfulHome added(Path folder) throws IOException {
        Path people = folder.resolve("crm.csv");
        Files.write(people, TestingPeople.doubtful(PERSONS));
        DoubtfulHome home = new DoubtfulHome(folder.resolve("home"));
        home.run("source", "add", "crm", people.toString(), "--key", "id");
        return home;
    }

    /** Such a home after a run with a review band so wide that some pairs are in it. */
    static DoubtfulHome unified(Path folder) throws IOException {
        DoubtfulHome home = added(folder);
        home.run("unify");
        Path rules = home.rules();
        Files.writeString(
                rules, Files.readString(rules).replace("review_probability_min: 0.5", "review_probability_min: 0.002"));
        home.run("unify");
        return home;
    }

    /** Where its identity rules stand. */
    Path rules() {
        return path.resolve("project").resolve("identity.yaml");
    }

    /** Runs a command, whatever becomes of it. */
    CommandLineRun attempt(String... arguments) {
        return CommandLineRun.at(path, arguments);
    }

    /** Runs a command that succeeds. */
    CommandLineRun run(String... arguments) {
        CommandLineRun run = attempt(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
