package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that break the tracking plan wait, are shown, and count once when they are replayed mended. */
@SuppressWarnings("InlineFormatString")
final class QuarantineCommandTest {
    private static final String PLAN = """
            mode: %s
            others: refused
            events:
              - name: Order Completed
                required: [total]
                types:
                  total: number
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void sendEvents() throws IOException {
        define("quarantine");
        Files.createDirectories(home.resolve("project/traits"));
        Files.writeString(
                home.resolve("project/traits/spent.yaml"),
                "name: spent\nevent: Order Completed\ncompute: sum\nproperty: total\n");
        TestingEvents.append(
                home,
                TestingEvents.order("m1", TestingEvents.AT, "ann-4711", "\"total\":10"),
                TestingEvents.order("m2", TestingEvents.AT.plusSeconds(1), "ann-4711", "\"total\":\"5.5\""),
                TestingEvents.order("m3", TestingEvents.AT.plusSeconds(2), "ann-4711", "\"sum\":7"),
                TestingEvents.event(
                        "m4",
                        TestingEvents.AT.plusSeconds(3),
                        "{\"type\":\"track\",\"event\":\"Order Complete\",\"userId\":\"bob-4712\","
                                + "\"properties\":{\"email\":\"bob@quarantine.example\"}}"));
        assertThat(run("quarantine", "replay", "--dry-run").out())
                .isEqualTo("0 would be accepted, 3 still refused (event_unplanned 1, property_missing 1,"
                        + " property_type 1).\n");
    }

    private void define(String mode) throws IOException {
        Files.createDirectories(home.resolve("project"));
        Files.writeString(home.resolve("project/tracking-plan.yaml"), PLAN.formatted(mode));
    }

    private CommandLineRun run(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private List<String> spent() {
        return CommandLineRun.rows(
                home,
                "SELECT c.computed['spent'] FROM gold.profile_changes c JOIN (SELECT profile_id, max(log_offset) AS"
                        + " newest FROM gold.profile_changes GROUP BY profile_id) n ON n.profile_id = c.profile_id AND"
                        + " n.newest = c.log_offset WHERE c.computed['spent'] IS NOT NULL");
    }

    @Test
    void showsTheNewestFirstWithTheirReasonsAndMasked() throws IOException {
        JsonNode list =
                new JsonMapper().readTree(run("quarantine", "list", "--json").out());

        assertThat(list.path("total").asInt()).isEqualTo(3);
        assertThat(list.path("reasons").toString())
                .isEqualTo("{\"event_unplanned\":1,\"property_missing\":1,\"property_type\":1}");
        assertThat(list.path("events").findValuesAsText("name"))
                .containsExactly("Order Complete", "Order Completed", "Order Completed");
        String masked = run("quarantine", "list").out();
        assertThat(masked)
                .contains("property_type: The tracking plan wants 'total' of 'Order Completed' to be a number")
                .contains("3 events wait in quarantine.")
                .doesNotContain("bob@quarantine.example")
                .doesNotContain("bob-4712");
        assertThat(run("quarantine", "list", "--reveal", "--reason", "event_unplanned")
                        .out())
                .contains("bob@quarantine.example")
                .contains("1 event waits in quarantine.");
    }

    @Test
    void countsEachEventOnceHoweverOftenItIsReplayed() throws IOException {
        assertThat(spent()).containsExactly("10");

        assertThat(run("quarantine", "replay", "--type", "total=number").out())
                .isEqualTo("1 accepted, 2 still refused (event_unplanned 1, property_missing 1).\n");
        assertThat(spent()).containsExactly("15.5");
        assertThat(run("quarantine", "replay", "--type", "total=number").out()).startsWith("0 accepted, 2 still");
        assertThat(run("quarantine", "replay", "--event", "Order Completed", "--rename", "sum=total")
                        .out())
                .isEqualTo("1 accepted, 0 still refused.\n");
        assertThat(run("quarantine", "replay", "--set", ".event=Order Completed", "--set", "total=1")
                        .out())
                .isEqualTo("1 accepted, 0 still refused.\n");
        assertThat(run("quarantine", "replay").out()).isEqualTo("0 accepted, 0 still refused.\n");

        assertThat(spent()).containsExactlyInAnyOrder("22.5", "1");
        assertThat(CommandLineRun.rows(
                        home, "SELECT message_id, received_at FROM silver.events ORDER BY received_at, message_id"))
                .containsExactly(
                        "m1,2026-06-01T12:00:00Z",
                        "m2,2026-06-01T12:00:01Z",
                        "m3,2026-06-01T12:00:02Z",
                        "m4,2026-06-01T12:00:03Z");
        assertThat(run("quarantine", "list").out()).isEqualTo("0 events wait in quarantine.\n");
        TestingEvents.append(
                home, TestingEvents.order("m2", TestingEvents.AT.plusSeconds(1), "ann-4711", "\"total\":9"));
        run("quarantine", "replay");
        assertThat(spent()).containsExactlyInAnyOrder("22.5", "1");
    }

    @Test
    void aPlanThatOnlyReportsTakesThemAndTellsWhatTheyViolate() throws IOException {
        define("report");

        assertThat(run("quarantine", "replay", "--since", "2026-06-01").out())
                .isEqualTo("3 accepted, 0 still refused.\n");

        assertThat(CommandLineRun.rows(
                        home, "SELECT name, reason, path FROM silver.event_violations ORDER BY received_at"))
                .containsExactly(
                        "Order Completed,property_type,properties.total",
                        "Order Completed,property_missing,properties.total",
                        "Order Complete,event_unplanned,event");
        assertThat(spent()).containsExactly("15.5");
    }

    @Test
    void whatItsClientSentAgainRightMeanwhileIsNotReplayed() {
        TestingEvents.append(
                home, TestingEvents.order("m2", TestingEvents.AT.plusSeconds(9), "ann-4711", "\"total\":5"));

        assertThat(run("quarantine", "replay", "--type", "total=number").out())
                .startsWith("0 accepted, 2 still refused");

        assertThat(spent()).containsExactly("15");
    }
}
