package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A computed trait that is new or changed counts what was before it, and its values reach the lake. */
final class ChangedTraitTest {
    private static final String PLAN = "mode: quarantine\nevents:\n  - name: Order Completed\n    required: [total]\n";

    @TempDir
    private Path home;

    @BeforeEach
    void sendEvents() throws IOException {
        Files.createDirectories(home.resolve("project/traits"));
        define("spent", "sum", "total");
        Files.writeString(home.resolve("project/tracking-plan.yaml"), PLAN);
        TestingEvents.append(
                home,
                TestingEvents.order("m1", TestingEvents.AT, "ann-4711", "\"total\":10,\"item\":\"pen\""),
                TestingEvents.order("m2", TestingEvents.AT.plusSeconds(1), "ann-4711", "\"total\":5,\"item\":\"cup\""),
                TestingEvents.order("m3", TestingEvents.AT.plusSeconds(2), "bob-4712", "\"item\":\"cup\""),
                TestingEvents.order("m4", TestingEvents.AT.plusSeconds(3), "eve-4713", "\"sum\":3"));
        step();
    }

    private void define(String name, String compute, String property) throws IOException {
        Files.writeString(
                home.resolve("project/traits/" + name + ".yaml"),
                "name: " + name + "\nevent: Order Completed\ncompute: " + compute + "\nproperty: " + property + "\n");
    }

    /** Lets the live road of the home catch up; returns what was said of it. */
    private String step() {
        CommandLineRun run = CommandLineRun.at(home, "quarantine", "replay", "--reason", "none");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.err();
    }

    private List<String> computed() {
        return CommandLineRun.rows(home, "SELECT CAST(computed AS VARCHAR) FROM gold.live_customers").stream()
                .map(row -> row.replaceAll("[\"']", ""))
                .filter(row -> !row.isEmpty() && !row.equals("{}"))
                .sorted()
                .toList();
    }

    @Test
    void aNewTraitCountsThePastOnceAndNothingIsDoneWithoutNeed() throws IOException {
        assertThat(computed()).containsExactly("{spent=15}");
        define("items", "list", "item");

        assertThat(step()).contains("note: 1 profile has other computed traits now.");
        assertThat(computed()).containsExactly("{items=[cup,pen], spent=15}");

        List<String> changes = CommandLineRun.rows(home, "SELECT count(*) FROM gold.profile_changes");
        assertThat(step()).doesNotContain("other computed traits");
        Files.writeString(home.resolve("project/tracking-plan.yaml"), PLAN.replace("total", "sum"));
        assertThat(step()).doesNotContain("other computed traits");
        assertThat(CommandLineRun.rows(home, "SELECT count(*) FROM gold.profile_changes"))
                .isEqualTo(changes);
    }

    @Test
    void aTraitThatBecomesAnotherKindCountsAnew() throws IOException {
        define("spent", "list", "item");

        step();

        assertThat(computed()).containsExactly("{spent=[cup,pen]}");
    }

    @Test
    void aTraitThatWasAwayForATimeCountsWhatItMissed() throws IOException {
        Files.delete(home.resolve("project/traits/spent.yaml"));
        step();
        TestingEvents.append(
                home, TestingEvents.order("m9", TestingEvents.AT.plusSeconds(9), "ann-4711", "\"total\":100"));
        step();
        define("spent", "sum", "total");

        step();

        assertThat(computed()).containsExactly("{spent=115}");
    }

    /** Neither what waits in quarantine nor how an event was mended is judged anew by the plan of today. */
    @Test
    void whatWasTakenIsTakenAgainWhateverThePlanSaysToday() throws IOException {
        CommandLineRun.at(home, "quarantine", "replay", "--rename", "sum=total");
        assertThat(computed()).containsExactlyInAnyOrder("{spent=15}", "{spent=3}");
        Files.writeString(
                home.resolve("project/tracking-plan.yaml"),
                "mode: quarantine\nevents:\n  - name: Order Completed\n    required: [nothing_has_this]\n");
        define("orders", "count", "item");
        Files.writeString(
                home.resolve("project/traits/orders.yaml"), "name: orders\nevent: Order Completed\ncompute: count\n");

        step();

        assertThat(computed()).containsExactlyInAnyOrder("{orders=2, spent=15}", "{orders=1, spent=3}");
        assertThat(CommandLineRun.at(home, "quarantine", "list").out()).contains("1 event waits in quarantine.");
    }
}
