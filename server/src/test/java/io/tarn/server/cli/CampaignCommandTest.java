package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.TableContract;
import io.tarn.server.Home;
import io.tarn.server.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns are tried, listed and measured from the command line. */
final class CampaignCommandTest {
    @TempDir
    private Path home;

    private final Instant now = Instant.now();

    @BeforeEach
    void declare() throws IOException {
        write("audiences/troubled.yaml", "name: troubled\nwhere: ticket = 'open'\n");
        write("templates/cart.yaml", "name: cart\nsubject: 'Dear {{ profile.first_name }}'\nhtml: <p>Cart</p>\n");
        write("campaigns/cart.yaml", """
                name: cart
                goal: {event: Order Completed, value: total, window: 7 days}
                trigger: {event: Cart Updated}
                exclude: [troubled]
                steps:
                - {name: reminder, delay: 1 hour, channel: email, template: cart}
                - {name: last_call, delay: 2 days, channel: email, template: cart}
                holdout: 20%
                """);
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve("project").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private CommandLineRun run(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    @Test
    void triesACampaignOnAHomeWithoutAServer() {
        assertThat(CommandLineRun.at(home, "simulate", "cart").err())
                .contains("No event was ever taken on this home, so there is nobody to try a campaign on.");
        TestingEvents.append(
                home,
                TestingEvents.event("m1", now, """
                        {"type":"identify","userId":"u1","traits":{"email":"ada@example.org","first_name":"Ada",\
                        "ticket":"open"},"context":{"consent":{"categoryPreferences":{"marketing":true}}}}"""),
                TestingEvents.event("m2", now, """
                        {"type":"track","event":"Cart Viewed","userId":"u1","properties":{}}"""),
                TestingEvents.event("m3", now, """
                        {"type":"track","event":"Cart Viewed","userId":"u2","properties":{}}"""));
        run("quarantine", "replay");

        assertThat(run("simulate", "cart").out())
                .contains("Campaign 'cart' tried on 2 profiles at ")
                .contains("set off                                       0");
        assertThat(run("sql", "SELECT count(*) FROM silver.events", "--format", "csv")
                        .out())
                .contains("3");
        CommandLineRun unknown = CommandLineRun.at(home, "simulate", "crat");
        assertThat(unknown.exitCode()).isNotZero();
        assertThat(unknown.err()).contains("Did you mean 'cart'?");
    }

    @Test
    void showsPersonsMaskedUnlessAskedAndSaysSoInTheAudit() throws IOException {
        TestingEvents.append(home, TestingEvents.event("m1", now, """
                        {"type":"identify","userId":"u1","traits":{"email":"ada@example.org","ticket":"open"}}"""), TestingEvents.event("m2", now, """
                        {"type":"track","event":"Cart Viewed","userId":"u1","properties":{}}"""));
        run("quarantine", "replay");
        write("campaigns/seen.yaml", """
                name: seen
                goal: {event: Order Completed}
                trigger: {event: Cart Viewed}
                exclude: [troubled]
                steps:
                - {name: hello, channel: email, template: cart}
                """);

        String masked = run("simulate", "seen").out();
        assertThat(masked)
                .contains("What becomes of message 'hello':\n  Not sent: consent")
                .contains("Not sent: ")
                .contains("failed  ")
                .doesNotContain("ada@example.org");
        assertThat(run("simulate", "seen", "--reveal", "--json").out()).contains("\"value\":\"ada@example.org\"");
        assertThat(CommandLineRun.rows(home, "SELECT action, subject, policy FROM ops.audit WHERE action LIKE 'camp%'"))
                .containsExactly("campaign.simulate,campaign:seen,plain");
    }

    @Test
    void measuresWhatIsThere() {
        assertThat(run("campaign", "lift", "cart").out()).contains("Nobody got a message yet.");
        seed();

        String lift = run("campaign", "lift", "cart").out();

        assertThat(lift)
                .contains("'Order Completed' within 7 days of a message of 'cart':")
                .contains("  got a message          21 of         79   26.6%  ##############################\n")
                .contains("  control group           2 of         19   10.5%  ############\n")
                .contains("1 person in both arms, whose profiles were merged, is left out.");
        assertThat(run("campaign", "lift", "cart", "--json").out())
                .contains("\"treated\":{\"persons\":79,\"conversions\":21")
                .contains("\"control\":{\"persons\":19,\"conversions\":2")
                .contains("\"mixed\":1,\"rate\":{\"estimate\":0.16");
        assertThat(run("campaign", "list").out())
                .contains("on 'Cart Updated'")
                .contains("  decisions: 20 control group, 80 sent\n")
                .contains("  messages: 1 delivered, 1 failed\n")
                .contains("  outcomes: 1 Email Opened\n")
                .contains("Counted over the last 7 days.");
    }

    /** Eighty got a message and twenty were held out; two of them were merged since. */
    private void seed() {
        try (House house = House.open(new Home(home).prepare())) {
            Lake lake = house.lake();
            Instant then = now.minus(Duration.ofDays(6));
            append(
                    lake,
                    EngagementTables.DECISIONS,
                    "SELECT i AS log_offset, 'd' || i AS decision_id, 'cart' AS campaign, 'reminder' AS step, 'p' || i"
                            + " AS profile_id, 'p' || i AS constituent_id, CASE WHEN i < 80 THEN 'sent' ELSE 'withheld'"
                            + " END AS verdict, CASE WHEN i >= 80 THEN 'holdout' END AS cause, i >= 80 AS control,"
                            + " CAST(? AS TIMESTAMPTZ) AS decided_at FROM range(100) t(i) UNION ALL SELECT -1, 'd7',"
                            + " 'cart', 'reminder', 'p7', 'p7', 'deferred', 'quiet_hours', FALSE, CAST(? AS"
                            + " TIMESTAMPTZ)",
                    then,
                    then.minusSeconds(60));
            String bought = "'Order Completed' AS name, MAP {'total': '10'} AS properties";
            append(
                    lake,
                    EventTables.SILVER,
                    "SELECT i AS log_offset, 'p' || i AS profile_id, 'p' || i AS constituent_id, " + bought
                            + ", CAST(? AS TIMESTAMPTZ) AS \"timestamp\" FROM range(100) t(i) WHERE (i < 79 AND i % 4 ="
                            + " 0) OR i IN (80, 90) UNION ALL SELECT 500, 'anon', 'anon', " + bought
                            + ", CAST(? AS TIMESTAMPTZ) UNION ALL SELECT 501, 'p3', 'p3', " + bought
                            + ", CAST(? AS TIMESTAMPTZ)",
                    then.plusSeconds(3_600),
                    then.plusSeconds(60),
                    then.minusSeconds(60));
            append(
                    lake,
                    EventTables.PROFILE_CHANGES,
                    "SELECT 'p1' AS profile_id, 600 AS log_offset, 'live' AS state, ['anon', 'p1'] AS constituents"
                            + " UNION ALL SELECT 'anon', 600, 'merged', NULL UNION ALL SELECT 'p79', 601, 'live',"
                            + " ['p79', 'p99'] UNION ALL SELECT 'p99', 601, 'merged', NULL");
            append(
                    lake,
                    EngagementTables.MESSAGES,
                    "SELECT i AS log_offset, 'm' || (i // 2) AS message_id, 'cart' AS campaign, ['queued', 'delivered',"
                            + " 'queued', 'failed'][i + 1] AS state, CAST(? AS TIMESTAMPTZ) AS since FROM range(4)"
                            + " t(i)",
                    then);
            append(
                    lake,
                    EngagementTables.OUTCOMES,
                    "SELECT 1 AS log_offset, 'cart' AS campaign, 'Email Opened' AS outcome, CAST(? AS TIMESTAMPTZ) AS"
                            + " happened_at",
                    then);
        }
    }

    private static void append(Lake lake, TableContract table, String sql, Instant... values) {
        lake.create(table);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.append(table.name(), Statement.of(sql, (Object[]) values), Optional.empty());
        }
    }
}
