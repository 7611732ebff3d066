package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EngagementTables;
import io.tarn.model.decision.Standing;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.live.LiveHouse;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.Registry;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import io.tarn.storage.local.SqliteRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that was deleted holds, once it is built anew, what that of a server holds which took the same definitions over. */
final class RebuiltDefinitionsTest {
    private static final int PERSONS = 30;
    private static final String ADMIN = "admin";
    private static final Map<String, String> FIRST = Map.of(
            "audiences/buyers.yaml",
            "name: buyers\nwhere: count of 'Order Completed' >= 1\n",
            "audiences/paying.yaml",
            "name: paying\nwhere: plan = 'paid'\n",
            "templates/hello.yaml",
            "name: hello\nsubject: Hello\nhtml: <p>Hello</p>\n",
            "campaigns/cart.yaml",
            campaign("cart", "{event: Cart Updated, where: [{property: total, at_least: 10}]}", "20 days"),
            "campaigns/gone.yaml",
            campaign("gone", "{event: Cart Updated}", "30 days"),
            "campaigns/greeting.yaml",
            campaign("greeting", "{enters: paying}", "25 days"),
            "campaigns/now.yaml",
            campaign("now", "{event: Order Completed}", "0 seconds"));

    /** One campaign is new, one gone, one wants other events, one audience says something else, one is new. */
    private static final Map<String, String> SECOND = Map.of(
            "audiences/paying.yaml",
            "name: paying\nwhere: plan = 'paid' or plan = 'free'\n",
            "audiences/spenders.yaml",
            "name: spenders\nwhere: sum of total of 'Cart Updated' > 29\n",
            "campaigns/cart.yaml",
            campaign("cart", "{event: Cart Updated, where: [{property: total, below: 10}]}", "40 days"),
            "campaigns/fresh.yaml",
            campaign("fresh", "{event: Cart Updated}", "10 days"),
            "campaigns/spent.yaml",
            campaign("spent", "{enters: spenders}", "10 days"),
            "campaigns/now.yaml",
            campaign("now", "{event: Cart Updated}", "0 seconds"));

    @TempDir
    private Path folder;

    private Path running;
    private Path deleted;

    private static String campaign(String name, String trigger, String delay) {
        return """
                name: %s
                goal: {event: Refund Asked}
                trigger: %s
                steps:
                - {name: first, delay: %s, valid: 3 days, channel: email, template: hello}
                """.formatted(name, trigger, delay);
    }

    @BeforeEach
    void liveByTheFirstDefinitions() throws Exception {
        running = folder.resolve("running");
        deleted = folder.resolve("deleted");
        Home home = new Home(running).prepare();
        try (Registry registry = SqliteRegistry.open(running)) {
            registry.add(new ApiKey("web", KeyRing.hash("web"), Scope.COLLECT, Optional.of("web"), Instant.EPOCH));
        }
        declare(running, FIRST);
        try (House house = House.open(home);
                LiveHouse live = open(house);
                TestingServer server = new TestingServer(live.rooms())) {
            tell(server, 0);
            live.settle();
            assertThat(plans(live)).isNotEmpty();
        }
        copy(running, deleted);
        delete(deleted.resolve("store"));
    }

    @Test
    @Timeout(600)
    void holdsWhatAServerHoldsThatTookThemOver() throws Exception {
        Map<ProfileId, Standing> expected;
        Set<String> messages;
        try (House house = House.open(new Home(running));
                LiveHouse live = open(house);
                TestingServer server = new TestingServer(live.rooms())) {
            change(running);
            apply(server);
            expected = standings(live);
            messages = messages(house);
            tell(server, 1);
            live.settle();
        }
        change(deleted);

        Map<ProfileId, Standing> rebuilt;
        try (House house = House.open(new Home(deleted));
                LiveHouse live = open(house)) {
            live.settle();
            rebuilt = standings(live);
            assertThat(messages(house)).isEqualTo(messages);
        }

        assertThat(plansOf(rebuilt)).isEqualTo(plansOf(expected));
        assertThat(plansOf(rebuilt).toString())
                .contains("cart first", "greeting first", "gone first")
                .doesNotContain("fresh", "spent");
        assertThat(contactsOf(rebuilt)).isEqualTo(contactsOf(expected));
        assertThat(audiencesOf(rebuilt)).isEqualTo(audiencesOf(expected));

        // A second time, of a log that has both: also what came by the second definitions.
        Map<ProfileId, Standing> both;
        try (House house = House.open(new Home(running));
                LiveHouse live = open(house)) {
            both = standings(live);
            messages = messages(house);
        }
        delete(running.resolve("store"));
        try (House house = House.open(new Home(running));
                LiveHouse live = open(house)) {
            live.settle();
            Map<ProfileId, Standing> again = standings(live);
            assertThat(plansOf(again)).isEqualTo(plansOf(both));
            assertThat(plansOf(again).toString()).contains("fresh first");
            assertThat(contactsOf(again)).isEqualTo(contactsOf(both));
            assertThat(audiencesOf(again)).isEqualTo(audiencesOf(both));
            assertThat(messages(house)).isEqualTo(messages);
        }
    }

    private static LiveHouse open(House house) {
        return LiveHouse.open(house, URI.create("http://127.0.0.1:8080"), Set.of(ADMIN));
    }

    private static void apply(TestingServer server) throws IOException {
        TestingServer.Reply reply =
                server.send("POST /v1/definitions/apply HTTP/1.1\nAuthorization: Bearer " + ADMIN, "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private static void declare(Path home, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> one : files.entrySet()) {
            Path file = home.resolve("project").resolve(one.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, one.getValue());
        }
    }

    private static void change(Path home) throws IOException {
        declare(home, SECOND);
        Files.delete(home.resolve("project/campaigns/gone.yaml"));
    }

    private static void tell(TestingServer server, int round) throws IOException {
        StringJoiner batch = new StringJoiner(",", "{\"batch\":[", "]}");
        for (int i = 0; i < PERSONS; i++) {
            String user = "\"userId\":\"u" + i + "\",\"messageId\":\"";
            batch.add("{\"type\":\"identify\"," + user + "i" + round + "-" + i + "\",\"traits\":{\"email\":\"ada" + i
                    + "@example.org\",\"plan\":\""
                    + List.of("paid", "free", "none").get((i + round) % 3)
                    + "\"},\"context\":{\"consent\":{\"categoryPreferences\":{\"marketing\":true}}}}");
            batch.add("{\"type\":\"track\",\"event\":\"Cart Updated\"," + user + "c" + round + "-" + i
                    + "\",\"properties\":{\"total\":" + (i + 20 * round) + "}}");
            if (i % 4 == round) {
                batch.add("{\"type\":\"track\",\"event\":\"Order Completed\"," + user + "o" + round + "-" + i + "\"}");
            }
        }
        assertThat(server.send("POST /v1/batch HTTP/1.1\nAuthorization: Bearer web", batch.toString())
                        .status())
                .isEqualTo(200);
    }

    private static Map<ProfileId, Standing> standings(LiveHouse live) {
        ProfileStore store = live.store();
        Map<ProfileId, Standing> standings = new TreeMap<>();
        standings.putAll(store.findStandings(store.profilesAfter(Optional.empty(), 1_000).stream()
                .map(Profile::id)
                .toList()));
        return standings;
    }

    private static List<String> plans(LiveHouse live) {
        return List.copyOf(plansOf(standings(live)).values());
    }

    private static Map<ProfileId, String> plansOf(Map<ProfileId, Standing> standings) {
        Map<ProfileId, String> plans = new TreeMap<>();
        standings.forEach((id, standing) -> plans.put(
                id,
                standing.plans().stream()
                        .map(one -> one.campaign() + " " + one.step() + " " + one)
                        .sorted()
                        .toList()
                        .toString()));
        return plans;
    }

    private static Map<ProfileId, String> contactsOf(Map<ProfileId, Standing> standings) {
        Map<ProfileId, String> contacts = new TreeMap<>();
        standings.forEach((id, standing) -> contacts.put(id, standing.contacts().toString()));
        return contacts;
    }

    private static Map<ProfileId, String> audiencesOf(Map<ProfileId, Standing> standings) {
        Map<ProfileId, String> audiences = new TreeMap<>();
        standings.forEach((id, standing) ->
                audiences.put(id, new TreeSet<>(standing.audiences().keySet()).toString()));
        return audiences;
    }

    private static Set<String> messages(House house) {
        Set<String> messages = new TreeSet<>();
        if (house.lake().find(EngagementTables.MESSAGES.name()).isPresent()) {
            try (LakeSession session = house.lake().open(new ReadPoint.Latest())) {
                session.forEach(
                        Statement.of("SELECT DISTINCT message_id, campaign FROM gold.messages"),
                        row -> messages.add(row.text(0) + " " + row.text(1)));
            }
        }
        return messages;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        }
    }
}
