package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.server.Home;
import io.tarn.server.demo.DemoMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From an event over HTTP to a real mail, and from what its reader does back to the next decision. */
@Timeout(180)
final class LoopTravellerTest {
    private static final String ADMIN = "Bearer admin";
    private static final Pattern OWN = Pattern.compile("http://127\\.0\\.0\\.1:8080(/m/[a-z]/[^>\"?]*)");
    private static final long WAIT_SECONDS = 20;

    @TempDir
    private Path folder;

    private final BlockingQueue<String> mailed = new LinkedBlockingQueue<>();
    private Home home = new Home(Path.of("unused"));

    @BeforeEach
    void makeHome() {
        home = Served.prepare(folder.resolve("home"));
    }

    private void define(int port) throws IOException {
        Map<String, String> files = Map.of(
                "tarn.yaml",
                "engage: {smtp-host: 127.0.0.1, smtp-port: " + port + ", from-address: a@example.com}",
                "audiences/at_risk.yaml",
                """
                name: at_risk
                where: "did 'Payment Failed' in last 1 day and not did 'Payment Succeeded' in last 1 day"
                """,
                "campaigns/help.yaml",
                """
                name: help
                goal: {event: Payment Succeeded}
                trigger: {event: Payment Failed}
                audience: at_risk
                steps:
                - {name: help, channel: email, template: help}
                """,
                "templates/help.yaml",
                """
                name: help
                subject: "Hello {{ profile.first_name }}"
                html: "<p>Pay {{ event.amount }} <a href='https://shop.example.com/pay'>here</a></p>"
                """);
        Served.define(home, files);
    }

    private String next() throws InterruptedException {
        return String.valueOf(mailed.poll(WAIT_SECONDS, TimeUnit.SECONDS));
    }

    private static String link(DemoMail mail, String letter) {
        Matcher links = OWN.matcher(mail.mails().getFirst().mail().headers().getOrDefault("list-unsubscribe", "")
                + mail.mails().getFirst().mail().html());
        while (links.find()) {
            if (links.group(1).startsWith("/m/" + letter + "/")) {
                return links.group(1);
            }
        }
        throw new AssertionError("The mail has no link of kind " + letter + ".");
    }

    @Test
    void anEventBecomesAMailAndAnUnsubscribeTheNextDecision() throws Exception {
        try (DemoMail mail = DemoMail.open(0, InstantSource.system(), mailed::add)) {
            define(mail.port());
            try (Served served = Served.open(home)) {
                served.introduce("ann");
                served.fail("ann", 12);
                assertThat(next()).contains("ann@example.org");
                assertThat(mail.mails().getFirst().mail().subject()).isEqualTo("Hello Ann");
                assertThat(mail.mails().getFirst().mail().html()).contains("Pay 12");

                served.rows("SELECT 1");
                String decision = "/v1/profiles/email:ann@example.org/decision";
                assertThat(served.server().get(decision, "admin").body()).contains("\"sends\":\"help\"");
                assertThat(served.server()
                                .get(decision + "?checks=all", "admin")
                                .body())
                        .contains("\"finding\":\"passed\"");
                assertThat(served.server().get(decision, "admin").body()).doesNotContain("\"finding\":\"passed\"");
                assertThat(served.server()
                                .get(decision + "?campaign=none", "admin")
                                .status())
                        .isEqualTo(404);
                assertThat(served.server()
                                .send("POST " + link(mail, "u") + " HTTP/1.1", "List-Unsubscribe=One-Click")
                                .status())
                        .isEqualTo(200);
                served.fail("ann", 13);
                served.rows("SELECT 1");
                assertThat(served.server()
                                .get(decision + "?campaign=help", "admin")
                                .body())
                        .contains("\"sends\":null", "\"verdict\":\"withhold\"", "the person refused");

                assertThat(served.rows(
                                "SELECT verdict || ' ' || COALESCE(cause, '') FROM gold.decisions ORDER BY log_offset"))
                        .containsExactly("sent ", "withheld consent");
                assertThat(served.rows("SELECT state FROM gold.messages ORDER BY log_offset"))
                        .containsExactly("queued", "sending", "delivered");
                assertThat(served.rows("SELECT outcome FROM gold.outcomes")).containsExactly("Unsubscribed");
                assertThat(served.rows("SELECT audience FROM gold.audience_members"))
                        .containsExactly("at_risk");
            }
        }
    }

    @Test
    void theKillSwitchHoldsAcrossARestartAndNothingIsSentTwice() throws Exception {
        try (DemoMail mail = DemoMail.open(0, InstantSource.system(), mailed::add)) {
            define(mail.port());
            try (Served served = Served.open(home)) {
                served.introduce("ann");
                served.introduce("ben");
                served.fail("ann", 1);
                assertThat(next()).contains("ann@example.org");
                assertThat(served.server()
                                .send("POST /v1/sending HTTP/1.1\nAuthorization: " + ADMIN, "{\"sending\":\"stopped\"}")
                                .body())
                        .contains("\"sending\":\"stopped\"");
                served.fail("ben", 2);
                assertThat(served.rows("SELECT cause FROM gold.decisions WHERE verdict = 'withheld'"))
                        .containsExactly("kill_switch");
            }
            try (Served served = Served.open(home)) {
                assertThat(served.server().get("/v1/sending", "admin").body()).contains("\"sending\":\"stopped\"");
                served.server().send("POST /v1/sending HTTP/1.1\nAuthorization: " + ADMIN, "{\"sending\":\"running\"}");
                served.introduce("cleo");
                served.fail("cleo", 3);
                assertThat(next()).contains("cleo@example.org");
                served.rows("SELECT 1");
            }
            remove(home.root().resolve("store"));
            try (Served served = Served.open(home)) {
                served.introduce("dan");
                served.fail("dan", 4);
                assertThat(next()).contains("dan@example.org");
                assertThat(served.rows("SELECT DISTINCT message_id FROM gold.messages"))
                        .hasSize(3);
                assertThat(served.rows("SELECT count(*) FROM gold.audience_members"))
                        .containsExactly("4");
            }
            assertThat(mail.taken()).isEqualTo(3);
        }
    }

    @Test
    void whoIsForgottenIsInNoTableOfTheLoopAndGetsNoMore() throws Exception {
        try (DemoMail mail = DemoMail.open(0, InstantSource.system(), mailed::add)) {
            define(mail.port());
            try (Served served = Served.open(home)) {
                served.introduce("ann");
                served.introduce("ben");
                served.fail("ann", 1);
                assertThat(next()).contains("ann@example.org");
                served.fail("ben", 2);
                assertThat(next()).contains("ben@example.org");
                served.rows("SELECT 1");
                String unsubscribe = link(mail, "u");

                String forget = "POST /v1/forget HTTP/1.1\nAuthorization: " + ADMIN;
                assertThat(served.server()
                                .send(forget, "{\"identifier\":\"email:ben@example.org\"}")
                                .status())
                        .isEqualTo(200);

                for (String table : List.of("audience_members", "audience_changes", "decisions", "messages")) {
                    assertThat(served.rows("SELECT count(DISTINCT profile_id) FROM gold." + table))
                            .as(table)
                            .containsExactly("1");
                }
                assertThat(served.server()
                                .send("POST " + unsubscribe + " HTTP/1.1", "List-Unsubscribe=One-Click")
                                .status())
                        .isEqualTo(404);
                served.fail("ben", 3);
                served.fail("ann", 4);
                assertThat(next()).contains("ann@example.org");
            }
            assertThat(mail.taken()).isEqualTo(3);
        }
    }

    @Test
    void aCampaignThatIsNewWritesToNobodyForWhatHappenedBefore() throws Exception {
        try (DemoMail mail = DemoMail.open(0, InstantSource.system(), mailed::add)) {
            try (Served served = Served.open(home)) {
                served.introduce("ann");
                served.fail("ann", 1);
                served.rows("SELECT 1");
            }
            define(mail.port());
            try (Served served = Served.open(home)) {
                assertThat(served.rows("SELECT cause FROM gold.audience_changes"))
                        .containsExactly("definition");
            }
            remove(home.root().resolve("store"));
            try (Served served = Served.open(home)) {
                served.introduce("ben");
                served.fail("ben", 2);
                assertThat(next()).contains("ben@example.org");
                assertThat(served.rows("SELECT count(*) FROM gold.audience_members"))
                        .containsExactly("2");
            }
            assertThat(mail.taken()).isEqualTo(1);
        }
    }

    private static void remove(Path store) throws IOException {
        try (Stream<Path> all = Files.walk(store)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
