package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.live.SimulationOrder;
import io.tarn.model.decision.Standing;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.CampaignName;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.live.LiveHouse;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.Registry;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import io.tarn.storage.local.SqliteRegistry;
import io.tarn.wire.view.Disclosure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dry run says what the live road then decides, person by person, and leaves nothing behind. */
final class SimulateTest {
    private static final int PERSONS = 60;
    private static final String ADMIN = "admin";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Map<String, String> PROJECT = Map.of(
            "audiences/shoppers.yaml",
            "name: shoppers\nwhere: plan = 'paid' or plan = 'free'\n",
            "audiences/paying.yaml",
            "name: paying\nwhere: plan = 'paid'\n",
            "audiences/troubled.yaml",
            "name: troubled\nwhere: ticket = 'open'\n",
            "templates/cart.yaml",
            "name: cart\nsubject: 'Hello {{ profile.first_name }}'\nhtml: <p>Your cart</p>\n",
            "campaigns/cart.yaml",
            """
            name: cart
            goal: {event: Order Completed, margin: 5}
            trigger: {event: Cart Updated}
            audience: shoppers
            exclude: [troubled]
            steps:
            - name: reminder
              alternatives:
              - {name: plain, channel: email, template: cart, weight: 2}
              - {name: loud, channel: email, template: cart}
            caps: [{max: 1, in: 7 days}]
            holdout: 25%
            """,
            "campaigns/rival.yaml",
            """
            name: rival
            goal: {event: Order Completed, margin: 50}
            trigger: {event: Cart Updated}
            audience: paying
            steps:
            - {name: offer, channel: email, template: cart}
            holdout: 40%
            """,
            "campaigns/series.yaml",
            """
            name: series
            goal: {event: Order Completed}
            trigger: {enters: paying}
            steps:
            - {name: first, delay: 300 days, channel: email, template: cart}
            - {name: second, delay: 2 days, channel: email, template: cart}
            """);

    @TempDir
    private Path folder;

    @Test
    @Timeout(180)
    void saysWhatIsThenDecided() throws Exception {
        Home home = prepared();
        try (House house = House.open(home);
                LiveHouse live = LiveHouse.open(house, URI.create("http://127.0.0.1:8080"), Set.of(ADMIN));
                TestingServer server = new TestingServer(live.rooms())) {
            tellThePast(server);
            live.settle();

            assertThat(withoutTrace(live)).isEqualTo(PERSONS);
            JsonNode first = simulated(server, "cart", "{\"samples\":100}");
            assertThat(dispatches(live)).isZero();
            update(server, 1);
            live.settle();
            Map<String, String> decided = decided(house, 1);
            assertThat(told(first)).hasSize(PERSONS).isEqualTo(decided);
            assertThat(new TreeSet<>(causes(first)))
                    .contains(
                            "sent null",
                            "not_sent consent",
                            "not_sent audience",
                            "not_sent reachability",
                            "not_sent exclusion",
                            "waiting arbitration",
                            "control_group holdout");

            JsonNode second = simulated(server, "cart", "{\"samples\":100}");
            update(server, 2);
            live.settle();
            assertThat(told(second)).isEqualTo(decided(house, 2));
            assertThat(causes(second)).contains("not_sent frequency_cap");
            assertThat(second.path("under_way").asInt())
                    .isEqualTo(count(first, "waiting arbitration"))
                    .isPositive();

            JsonNode series = simulated(server, "series", "{\"samples\":2}");
            assertThat(series.path("under_way").asInt()).isPositive();
            assertThat(series.path("following").path(0).path("step").asText()).isEqualTo("second");
            assertThat(series.path("notes").toString())
                    .contains("'paying'", "The first message is due 300 days after that");
            checkRefusals(server);
        }
    }

    /** Asks for a dry run below HTTP, which is written into the audit; returns how many were set off. */
    private static long withoutTrace(LiveHouse live) {
        ProfileStore store = live.store();
        long offset = store.offset();
        long end = live.log().nextOffset();
        Map<ProfileId, Standing> standings = standings(store);

        var simulated = live.rooms()
                .campaigns()
                .simulate(new SimulationOrder(
                        new CampaignName("cart"),
                        Instant.now(),
                        SimulationOrder.LOOK_BACK_DEFAULT,
                        5,
                        Disclosure.PLAIN));

        assertThat(store.offset()).isEqualTo(offset);
        assertThat(live.log().nextOffset()).isEqualTo(end);
        assertThat(standings(store)).isEqualTo(standings);
        assertThat(store.outgoing(1)).isEmpty();
        assertThat(dispatches(live)).isZero();
        assertThat(simulated.samples()).hasSize(5);
        assertThat(simulated.samples().getFirst().message().orElseThrow().subject())
                .startsWith("Hello Ada");
        return simulated.reach().getFirst().persons();
    }

    private static Map<ProfileId, Standing> standings(ProfileStore store) {
        return store.findStandings(store.profilesAfter(Optional.empty(), 1_000).stream()
                .map(profile -> profile.id())
                .toList());
    }

    private static int dispatches(LiveHouse live) {
        return live.store()
                        .dispatchesDue(Instant.now().plusSeconds(1_000_000), 1_000)
                        .size()
                + live.store().dispatchesBegun().size();
    }

    private Home prepared() throws IOException {
        Home home = new Home(folder.resolve("home")).prepare();
        try (Registry registry = SqliteRegistry.open(home.root())) {
            registry.add(new ApiKey("web", KeyRing.hash("web"), Scope.COLLECT, Optional.of("web"), Instant.EPOCH));
        }
        for (Map.Entry<String, String> one : PROJECT.entrySet()) {
            Path file = home.project().resolve(one.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, one.getValue());
        }
        return home;
    }

    /** Who there is, live; and that each once had a cart, as history, which sets nothing off. */
    private static void tellThePast(TestingServer server) throws IOException {
        StringJoiner batch = new StringJoiner(",", "{\"batch\":[", "]}");
        StringBuilder history = new StringBuilder();
        Instant past = Instant.now().minusSeconds(86_400);
        for (int i = 0; i < PERSONS; i++) {
            String email = i % 7 == 0 ? "" : ",\"email\":\"ada" + i + "@example.org\"";
            String plan = i % 5 == 0 ? "" : ",\"plan\":\"" + (i % 3 == 0 ? "paid" : "free") + "\"";
            String ticket = i % 11 == 1 ? ",\"ticket\":\"open\"" : "";
            batch.add("{\"type\":\"identify\",\"userId\":\"u" + i + "\",\"messageId\":\"i" + i
                    + "\",\"traits\":{\"first_name\":\"Ada" + i + "\"" + email + plan + ticket
                    + "},\"context\":{\"consent\":{\"categoryPreferences\":{\"marketing\":" + (i % 4 != 1) + "}}}}");
            history.append("{\"type\":\"track\",\"event\":\"Cart Updated\",\"userId\":\"u")
                    .append(i)
                    .append("\",\"messageId\":\"h")
                    .append(i)
                    .append("\",\"timestamp\":\"")
                    .append(past)
                    .append("\"}\n");
        }
        assertThat(server.send("POST /v1/batch HTTP/1.1\nAuthorization: Bearer web", batch.toString())
                        .status())
                .isEqualTo(200);
        TestingServer.Reply told =
                server.send("POST /v1/history?source=web HTTP/1.1\nAuthorization: Bearer " + ADMIN, history.toString());
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(told.body()).contains("\"accepted\":" + PERSONS);
    }

    private static void update(TestingServer server, int round) throws IOException {
        StringJoiner batch = new StringJoiner(",", "{\"batch\":[", "]}");
        for (int i = 0; i < PERSONS; i++) {
            batch.add("{\"type\":\"track\",\"event\":\"Cart Updated\",\"userId\":\"u" + i + "\",\"messageId\":\"c"
                    + round + "-" + i + "\"}");
        }
        assertThat(server.send("POST /v1/batch HTTP/1.1\nAuthorization: Bearer web", batch.toString())
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode simulated(TestingServer server, String campaign, String body) throws IOException {
        TestingServer.Reply reply = server.send(
                "POST /v1/campaigns/" + campaign + "/simulate HTTP/1.1\nAuthorization: Bearer " + ADMIN, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).doesNotContain("@example.org");
        return MAPPER.readTree(reply.body());
    }

    /** What a dry run says of each person, in the words of {@link #decided}. */
    private static Map<String, String> told(JsonNode simulated) {
        Map<String, String> told = new TreeMap<>();
        for (JsonNode one : simulated.path("samples")) {
            StringJoiner reasons = new StringJoiner("; ");
            one.path("reasons")
                    .forEach(reason -> reasons.add(reason.path("check").asText() + " "
                            + reason.path("finding").asText() + " "
                            + reason.path("alternative").asText()));
            String fate = one.path("fate").asText();
            String verdict = Map.of("waiting", "deferred", "not_sent", "withheld", "control_group", "withheld")
                    .getOrDefault(fate, fate);
            told.put(
                    one.path("profile_id").asText(),
                    verdict + " " + fate.equals("control_group") + " "
                            + one.path("cause").asText("").replace("null", "") + " "
                            + one.path("alternative").asText() + " | " + reasons);
        }
        return told;
    }

    private static Map<String, String> decided(House house, int round) {
        Map<String, String> decided = new TreeMap<>();
        try (LakeSession session = house.lake().open(new ReadPoint.Latest())) {
            session.forEach(
                    Statement.of("SELECT profile_id, verdict || ' ' || control || ' ' || coalesce(cause, '') || ' ' ||"
                            + " coalesce(alternative, '') || ' | ' || array_to_string(list_transform(reasons, lambda r:"
                            + " r.\"check\" || ' ' || r.finding || ' ' || coalesce(r.alternative, '')), '; ')"
                            + " FROM gold.decisions WHERE campaign = 'cart' AND occasion_message_id LIKE 'c" + round
                            + "-%'"),
                    row -> decided.put(String.valueOf(row.text(0)), String.valueOf(row.text(1))));
        }
        return decided;
    }

    private static Set<String> causes(JsonNode simulated) {
        Set<String> causes = new TreeSet<>();
        simulated
                .path("outcomes")
                .forEach(one -> causes.add(
                        one.path("fate").asText() + " " + one.path("cause").asText()));
        return causes;
    }

    private static int count(JsonNode simulated, String ending) {
        int count = 0;
        for (JsonNode one : simulated.path("outcomes")) {
            if ((one.path("fate").asText() + " " + one.path("cause").asText()).equals(ending)) {
                count += one.path("persons").asInt();
            }
        }
        return count;
    }

    private static void checkRefusals(TestingServer server) throws IOException {
        String to = " HTTP/1.1\nAuthorization: Bearer " + ADMIN;
        assertThat(server.send("POST /v1/campaigns/crat/simulate" + to, "").body())
                .contains("There is no such campaign. Did you mean 'cart'? Known campaigns: cart, rival, series.");
        assertThat(server.send("POST /v1/campaigns/cart/simulate" + to, "{\"samples\":101}")
                        .body())
                .contains("So many samples cannot be shown: 101. Ask for 0 to 100.");
        assertThat(server.send("POST /v1/campaigns/cart/simulate" + to, "[]").status())
                .isEqualTo(400);
        assertThat(server.send("POST /v1/campaigns/cart/simulate HTTP/1.1", "").status())
                .isEqualTo(401);
        assertThat(server.get("/v1/campaigns", ADMIN).body())
                .contains("\"name\":\"cart\",\"kind\":\"marketing\",\"trigger\":{\"event\":\"Cart Updated\"")
                .contains("\"control_group\":", "\"runs\":true");
        assertThat(server.get("/v1/campaigns/cart/lift", ADMIN).body()).contains("\"treated\":{\"persons\":");
    }
}
