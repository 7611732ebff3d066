package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.sample.GeneratedRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second traveller: a raw table becomes the Gold Customer Table, by the commands that a user types. */
final class RoadToGoldTest {
    private static final String PROFILES = "SELECT source, record_id, profile_id FROM identity.profiles ORDER BY 1, 2";
    private static final String CUSTOMERS = "SELECT * FROM gold.customers ORDER BY profile_id";

    @TempDir
    private Path folder;

    private Path csv;
    private Path truth;

    @BeforeEach
    void writeRecords() {
        csv = folder.resolve("Kunden Süd.csv");
        truth = folder.resolve("truth.csv");
        new GeneratedRecords(3, 2_000).write(csv, truth);
    }

    @Test
    void makesOneGoldTableThatIsRightAndStaysTheSame() throws IOException {
        Path home = folder.resolve("home with spaces");
        add(home, "people", csv);

        CommandLineRun first = CommandLineRun.at(home, "unify", "--json");
        assertThat(first.exitCode()).as(first.err()).isZero();
        List<String> profiles = CommandLineRun.rows(home, PROFILES);
        List<String> customers = CommandLineRun.rows(home, CUSTOMERS);
        assertThat(profiles).hasSize(2_000);
        JsonNode answer = new JsonMapper().readTree(first.out());
        assertThat(customers).hasSize(answer.path("profiles").asInt());
        assertThat(Path.of(answer.path("report").asText())).exists();

        JsonNode measures = new JsonMapper()
                .readTree(CommandLineRun.at(home, "evaluate", "--truth", truth.toString())
                        .out());
        assertThat(measures.path("pairwise").path("f1").asDouble()).isGreaterThan(0.97);
        assertThat(measures.path("records").asLong()).isEqualTo(2_000);

        CommandLineRun unchanged = CommandLineRun.at(home, "unify");
        assertThat(unchanged.out()).startsWith("Nothing has changed since run ");

        CommandLineRun again = CommandLineRun.at(home, "unify", "--again");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(CommandLineRun.rows(home, PROFILES)).isEqualTo(profiles);
        assertThat(CommandLineRun.rows(home, CUSTOMERS)).isEqualTo(customers);
        assertThat(CommandLineRun.rows(home, "SELECT DISTINCT kind FROM identity.history"))
                .containsExactly("created");
    }

    @Test
    void givesTheSameRowsAtAnyNumberOfThreadsAndInAnyOrderOfInput() throws IOException {
        Path one = folder.resolve("one");
        add(one, "people", csv);
        Files.writeString(one.resolve("project/tarn.yaml"), "lake.threads: 1\n");
        Path eight = folder.resolve("eight");
        add(eight, "people", shuffled());
        Files.writeString(eight.resolve("project/tarn.yaml"), "lake.threads: 8\n");

        assertThat(CommandLineRun.at(one, "unify").exitCode()).isZero();
        assertThat(CommandLineRun.at(eight, "unify").exitCode()).isZero();

        assertThat(CommandLineRun.rows(eight, PROFILES)).isEqualTo(CommandLineRun.rows(one, PROFILES));
        assertThat(CommandLineRun.rows(eight, CUSTOMERS)).isEqualTo(CommandLineRun.rows(one, CUSTOMERS));
    }

    @Test
    void showsGoldAsItWasBeforeALaterFileArrived() throws IOException {
        Path home = folder.resolve("home");
        Path arriving = Files.createDirectories(folder.resolve("arriving"));
        Files.copy(csv, arriving.resolve("a.csv"));
        add(home, "people", arriving);
        CommandLineRun.at(home, "unify");
        String before = CommandLineRun.rows(home, "SELECT max(finished_at) + INTERVAL 1 MILLISECOND FROM ops.runs")
                .getFirst();
        Path later = folder.resolve("later.csv");
        Files.writeString(
                later,
                GeneratedRecords.HEADER + "\nzz1,Nadja,Unbekannt,1971-02-03,nadja@unbekannt.example,,,,,\n",
                StandardCharsets.UTF_8);
        Files.move(later, arriving.resolve("b.csv"));

        CommandLineRun second = CommandLineRun.at(home, "unify", "--json");

        assertThat(new JsonMapper().readTree(second.out()).path("accepted").asLong())
                .isEqualTo(2_001);
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM identity.profiles"))
                .containsExactly("2001");
        String asOf = before.substring(0, before.indexOf('.') < 0 ? before.length() : before.indexOf('.') + 4)
                .replace("+00", "");
        CommandLineRun past = CommandLineRun.at(
                home, "sql", "SELECT count(*) FROM identity.profiles", "--format", "csv", "--as-of", asOf);
        assertThat(past.out()).as(past.err()).contains("2000");
    }

    @Test
    void stopsForApprovalAndAppliesNothing() throws IOException {
        Path home = folder.resolve("home");
        add(home, "people", csv);

        CommandLineRun stopped = CommandLineRun.at(home, "unify", "--require-approval");

        assertThat(stopped.exitCode()).isEqualTo(1);
        Path proposal = home.resolve("project/proposals/people.yaml");
        assertThat(proposal).content().contains("email").contains("birth_date");
        assertThat(CommandLineRun.at(home, "tables").out()).doesNotContain("silver.records           2,000 rows");

        assertThat(CommandLineRun.at(home, "source", "approve", "people").exitCode())
                .isZero();
        assertThat(CommandLineRun.at(home, "unify", "--require-approval").exitCode())
                .isZero();
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM identity.profiles"))
                .containsExactly("2000");
    }

    @Test
    void explainsAProfileAndAPairWithoutShowingValues() {
        Path home = folder.resolve("home");
        add(home, "people", csv);
        CommandLineRun.at(home, "unify");
        String profile = CommandLineRun.rows(
                        home,
                        "SELECT profile_id FROM gold.customers WHERE email IS NOT NULL ORDER BY record_count DESC,"
                                + " profile_id LIMIT 1")
                .getFirst();
        String email = CommandLineRun.rows(
                        home, "SELECT email FROM gold.customers WHERE profile_id = '" + profile + "'")
                .getFirst();
        List<String> records = CommandLineRun.rows(
                home, "SELECT record_id FROM identity.profiles WHERE profile_id = '" + profile + "' ORDER BY 1");

        CommandLineRun masked = CommandLineRun.at(home, "explain", profile);
        CommandLineRun pair = CommandLineRun.at(home, "explain", records.get(0), records.get(1));

        assertThat(masked.out()).contains("Profile " + profile).doesNotContain(email);
        assertThat(CommandLineRun.at(home, "explain", profile, "--reveal").out())
                .contains(email);
        assertThat(pair.out()).contains("One person, by ").contains("bits");
    }

    private void add(Path home, String name, Path place) {
        CommandLineRun added = CommandLineRun.at(home, "source", "add", name, place.toString(), "--key", "record_id");
        assertThat(added.exitCode()).as(added.err()).isZero();
    }

    private Path shuffled() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(csv));
        String header = lines.removeFirst();
        Collections.shuffle(lines, new Random(5));
        lines.addFirst(header);
        Path other = folder.resolve("shuffled.csv");
        Files.write(other, lines);
        return other;
    }
}
