package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.live.LiveHouse;
import io.tarn.storage.Registry;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import io.tarn.storage.local.SqliteRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator orders of a server that runs: the past brought in, events mended, old rows taken out. */
@Timeout(120)
final class ServedOperationsTest {
    private static final String ADMIN = "Bearer admin";

    @TempDir
    private Path folder;

    private House house;
    private LiveHouse live;
    private TestingServer server;

    @BeforeEach
    void serve() throws Exception {
        Home home = new Home(folder.resolve("home")).prepare();
        try (Registry registry = SqliteRegistry.open(home.root())) {
            registry.add(new ApiKey("web", KeyRing.hash("web"), Scope.COLLECT, Optional.of("web"), Instant.EPOCH));
        }
        Files.createDirectories(home.project());
        Files.writeString(home.project().resolve("tarn.yaml"), "retention:\n  silver.events: 30 days\n");
        Files.writeString(
                home.project().resolve("tracking-plan.yaml"),
                "mode: quarantine\nevents:\n  - name: Order Completed\n    required: [total]\n");
        house = House.open(home);
        live = LiveHouse.open(house, URI.create("http://127.0.0.1:8080"), Set.of("admin"));
        server = new TestingServer(live.rooms());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        live.close();
        house.close();
    }

    private TestingServer.Reply post(String path, String body) throws Exception {
        return server.send("POST " + path + " HTTP/1.1\nAuthorization: " + ADMIN, body);
    }

    private List<String> rows(String sql) {
        live.settle();
        try (LakeSession session = house.lake().open(new ReadPoint.Latest())) {
            return session.query(Statement.of(sql), row -> String.valueOf(row.text(0)));
        }
    }

    private static String order(String id, Instant at, String properties) {
        return "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"" + id + "\",\"userId\":\"u1\","
                + "\"timestamp\":\"" + at + "\",\"properties\":{" + properties + "}}";
    }

    @Test
    void historyIsTakenOnceAndStaysAsLongAsWhatCameWithIt() throws Exception {
        Instant now = Instant.now();
        String lines = order("m1", now.minus(Duration.ofDays(40)), "\"total\":1") + "\n"
                + order("m2", now.minus(Duration.ofDays(2)), "\"total\":2") + "\nnot json\n";

        assertThat(post("/v1/history?source=web", lines).body())
                .contains("\"accepted\":2")
                .contains("\"line\":3");
        live.settle();
        assertThat(post("/v1/history?source=web", lines).body()).contains("\"accepted\":0", "\"known\":2");

        assertThat(rows("SELECT origin FROM silver.events ORDER BY message_id")).containsExactly("history", "history");
        assertThat(post("/v1/retain", "{\"dry_run\":true}").body()).contains("\"place\":\"silver.events\"");
        assertThat(post("/v1/retain", "").body()).contains("\"removed\":0");
        assertThat(rows("SELECT count(*) FROM silver.events"))
                .as("by when events came, not by when they happened")
                .containsExactly("2");
    }

    @Test
    void whatWaitsInQuarantineIsMendedAndReplayed() throws Exception {
        String sent = "{\"batch\":[" + order("m1", Instant.now(), "\"sum\":3") + "]}";
        assertThat(server.send("POST /v1/batch HTTP/1.1\nAuthorization: Basic d2ViOg==", sent)
                        .status())
                .isEqualTo(200);
        assertThat(rows("SELECT count(*) FROM silver.quarantined_events")).containsExactly("1");

        assertThat(post("/v1/quarantine/replay", "{\"rename\":{\"sum\":\"total\"}}")
                        .body())
                .contains("\"accepted\":1");

        assertThat(rows("SELECT properties['total'] FROM silver.events")).containsExactly("3");
        assertThat(post("/v1/quarantine/replay", "{\"rename\":{\"sum\":\"total\"}}")
                        .body())
                .contains("\"accepted\":0");
        assertThat(rows("SELECT count(*) FROM silver.events")).containsExactly("1");
    }
}
