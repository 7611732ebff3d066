package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.log.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too old goes from tables, their older versions and the log, and a store built anew does not bring it back. */
final class RetainCommandTest {
    private static final String OLD = "aged-4711";

    @TempDir
    private Path home;

    @BeforeEach
    void sendEvents() throws IOException {
        Files.createDirectories(home.resolve("project"));
        Instant now = Instant.now();
        LogEntry old = TestingEvents.order("m1", now.minus(Duration.ofDays(40)), OLD, "\"total\":1");
        LogEntry older = TestingEvents.order("m2", now.minus(Duration.ofDays(50)), OLD, "\"total\":2");
        LogEntry young = TestingEvents.order("m3", now.minus(Duration.ofDays(2)), "young-4712", "\"total\":3");
        TestingEvents.append(home, older, old, young);
        run("quarantine", "replay");
        assertThat(count("silver.events")).containsExactly("3");
    }

    private CommandLineRun run(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private List<String> count(String table) {
        return CommandLineRun.rows(home, "SELECT count(*) FROM " + table);
    }

    private void configure(String retention) throws IOException {
        Files.writeString(home.resolve("project/tarn.yaml"), "retention:\n" + retention);
    }

    private void buildStoreAnew() throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("store"))) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
        run("quarantine", "replay");
    }

    private boolean standsOnDisk(String word) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1).contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void oldRowsGoFromTheirTableAloneAndDoNotComeBack() throws IOException {
        configure("  silver.events: 30 days\n");

        assertThat(run("retain", "--dry-run").out()).startsWith("silver.events              2 rows before ");
        assertThat(count("silver.events")).containsExactly("3");
        assertThat(run("retain").out()).contains("2 rows, ").endsWith(" gone\n");
        assertThat(count("silver.events")).containsExactly("1");
        buildStoreAnew();

        assertThat(count("silver.events")).containsExactly("1");
        assertThat(count("bronze.events")).containsExactly("3");
        assertThat(CommandLineRun.rows(home, "SELECT place, removed FROM ops.retained"))
                .containsExactly("silver.events,2");
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM gold.live_customers"))
                .containsExactly("2");
        assertThat(run("retain").out()).contains("silver.events              0 rows before");
    }

    @Test
    void whatLeavesBronzeLeavesTheLogAndAStoreBuiltAnew() throws IOException {
        configure("  bronze.events: 4 weeks\n  silver.events: 28d\n");

        String out = run("retain").out();

        assertThat(out).contains("log                        2 entries before ");
        assertThat(count("bronze.events")).containsExactly("1");
        assertThat(CommandLineRun.rows(home, "SELECT place, removed FROM ops.retained ORDER BY place"))
                .containsExactly("bronze.events,2", "log,2", "silver.events,2");
        Files.createDirectories(home.resolve("project/traits"));
        Files.writeString(
                home.resolve("project/traits/orders.yaml"), "name: orders\nevent: Order Completed\ncompute: count\n");
        run("quarantine", "replay");
        assertThat(CommandLineRun.rows(
                        home, "SELECT computed['orders'] FROM gold.live_customers ORDER BY computed['orders']"))
                .as("what is new counts what the lake still has")
                .containsExactly("0", "1");
        buildStoreAnew();
        assertThat(count("bronze.events")).containsExactly("1");
        assertThat(count("silver.events")).containsExactly("1");
        // The live view still has the person: gold.profile_changes has no retention here.
        assertThat(standsOnDisk("\"userId\":\"" + OLD)).isFalse();
    }

    @Test
    void theNewestStateOfAProfileStaysAtAnyAge() throws IOException {
        TestingEvents.append(home, TestingEvents.order("m4", Instant.now(), "young-4712", "\"total\":4"));
        run("quarantine", "replay");
        List<String> before =
                CommandLineRun.rows(home, "SELECT profile_id, log_offset FROM gold.live_customers ORDER BY profile_id");
        configure("  gold.profile_changes: 1 day\n  ops.live: 1 day\n");

        run("retain");

        assertThat(CommandLineRun.rows(
                        home, "SELECT profile_id, log_offset FROM gold.live_customers ORDER BY profile_id"))
                .isEqualTo(before);
        assertThat(count("ops.live")).isNotEqualTo(List.of("0"));
    }

    @Test
    void refusesWhatWouldBreakTarnAndNamesWhatItKnows() throws IOException {
        configure("""
              identity.profiles: 10 days
              silver.event: 10 days
              gold.customers: 1 week
              bronze.people: 10 days
              silver.events: soon
            """);

        CommandLineRun refused = CommandLineRun.at(home, "retain");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("has 5 faults:")
                .contains("retention.identity.profiles cannot be kept to: who is one person, and why, would be lost")
                .contains("retention.silver.event cannot be kept to: there is no such table. Did you mean"
                        + " 'silver.events'?")
                .contains("retention.gold.customers cannot be kept to: each run writes it anew from what was landed.")
                .contains("retention.bronze.people cannot be kept to: what a source landed is what gold is made of")
                .contains("retention.silver.events is 'soon': use a number of days or weeks, such as 400 days");
    }
}
