package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.server.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server takes definitions over while it runs: no gap, no double, no message for what lies behind. */
@Timeout(180)
final class ApplyTest {
    private static final String APPLY = "POST /v1/definitions/apply HTTP/1.1\nAuthorization: Bearer admin";
    private static final String AUDIENCE = "name: late\nwhere: \"failures >= 2\"\n";
    private static final String TRAIT = "name: failures\nevent: Payment Failed\ncompute: count\n";

    @TempDir
    private Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void prepare() {
        home = Served.prepare(folder.resolve("home"));
    }

    private static String apply(Served served) throws Exception {
        TestingServer.Reply answer = served.server().send(APPLY, "{}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void newTraitsAndAudiencesKnowThePastAndFollowWhatComes() throws Exception {
        try (Served served = Served.open(home)) {
            for (String person : new String[] {"ann", "bob", "cy"}) {
                served.introduce(person);
                served.fail(person, 1);
            }
            served.fail("ann", 2);
            Served.define(home, Map.of("traits/failures.yaml", TRAIT, "audiences/late.yaml", AUDIENCE));
            assertThat(served.server().get("/v1/definitions", "admin").body())
                    .contains("{\"kind\":\"audience\",\"name\":\"late\",\"change\":\"added\"}");

            assertThat(apply(served)).contains("\"kind\":\"trait\",\"name\":\"failures\",\"change\":\"added\"");
            assertThat(served.server().get("/v1/definitions", "admin").body()).isEqualTo("{\"pending\":[]}");
            assertThat(apply(served)).contains("\"applied\":[]");
            served.fail("bob", 2);

            assertThat(served.rows("SELECT count(*) FROM gold.audience_members WHERE audience = 'late'"))
                    .containsExactly("2");
            assertThat(served.server()
                            .get("/v1/profiles/email:ann@example.org", "admin")
                            .body())
                    .contains("\"failures\":{\"value\":2");

            Files.delete(home.project().resolve("audiences/late.yaml"));
            assertThat(apply(served)).contains("\"change\":\"removed\"");
            assertThat(served.rows("SELECT count(*) FROM gold.audience_members WHERE audience = 'late'"))
                    .containsExactly("0");
        }
    }

    @Test
    void whatHasAFaultChangesNothing() throws Exception {
        try (Served served = Served.open(home)) {
            served.introduce("ann");
            Served.define(
                    home, Map.of("traits/failures.yaml", TRAIT, "audiences/late.yaml", "name: late\nwhere: \"(\""));

            TestingServer.Reply answer = served.server().send(APPLY, "{}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("late.yaml");
            served.fail("ann", 1);
            assertThat(served.rows("SELECT count(*) FROM silver.events WHERE name = 'Payment Failed'"))
                    .containsExactly("1");
        }
    }

    @Test
    void aCampaignThatIsNewWritesToNobodyForWhatLiesBehind() throws Exception {
        try (Served served = Served.open(home)) {
            served.introduce("ann");
            served.fail("ann", 1);
            served.fail("ann", 2);
            Served.define(
                    home,
                    Map.of(
                            "traits/failures.yaml",
                            TRAIT,
                            "audiences/late.yaml",
                            AUDIENCE,
                            "campaigns/help.yaml",
                            """
                            name: help
                            goal: {event: Payment Succeeded}
                            trigger: {enters: late}
                            steps:
                            - {name: help, channel: email, template: help}
                            """,
                            "templates/help.yaml",
                            "name: help\nsubject: Hello\nhtml: <p>x</p>\n"));

            apply(served);

            served.introduce("bob");
            served.fail("bob", 1);
            served.fail("bob", 2);
            assertThat(served.rows("SELECT DISTINCT count(*) FROM gold.decisions"))
                    .containsExactly("1");
            assertThat(served.rows("SELECT audience FROM gold.audience_members"))
                    .containsExactly("late", "late");
        }
    }

    @Test
    void eventsThatArriveMeanwhileCountOnce() throws Exception {
        int persons = 20;
        try (Served served = Served.open(home);
                ExecutorService beside = Executors.newSingleThreadExecutor()) {
            AtomicBoolean enough = new AtomicBoolean();
            Callable<Integer> sending = () -> {
                int sent = 0;
                while (!enough.get()) {
                    served.fail("p" + sent++ % persons, 1);
                }
                return sent;
            };
            Future<Integer> sent = beside.submit(sending);
            try {
                for (int round = 1; round <= 4; round++) {
                    Served.define(
                            home,
                            Map.of(
                                    "traits/failures.yaml",
                                    TRAIT,
                                    "traits/other" + round + ".yaml",
                                    "name: other" + round + "\nevent: Payment Failed\ncompute: count\n",
                                    "audiences/late.yaml",
                                    "name: late\nwhere: \"failures >= " + round + "\"\n"));
                    apply(served);
                }
            } finally {
                enough.set(true);
            }
            int all = sent.get();

            assertThat(served.rows("SELECT count(*) FROM silver.events")).containsExactly(Integer.toString(all));
            int counted = 0;
            for (int person = 0; person < Math.min(all, persons); person++) {
                String body = served.server()
                        .get("/v1/profiles/user_id:p" + person, "admin")
                        .body();
                String failures = body.replaceAll("(?s).*\"failures\":\\{\"value\":(\\d+).*", "$1");
                assertThat(body).contains("\"other4\":{\"value\":" + failures);
                counted += Integer.parseInt(failures);
            }
            assertThat(counted).isEqualTo(all);
        }
    }
}
