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
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A house as it is served, for as long as a test needs it. */
record Served(House house, LiveHouse live, TestingServer server) implements AutoCloseable {
    private static final String WRITER =
            "Basic " + Base64.getEncoder().encodeToString("web:".getBytes(StandardCharsets.UTF_8));

    /** Makes a home to which the source {@code web} may send. */
    static Home prepare(Path folder) {
        Home home = new Home(folder).prepare();
        try (Registry registry = SqliteRegistry.open(home.root())) {
            registry.add(new ApiKey("web", KeyRing.hash("web"), Scope.COLLECT, Optional.of("web"), Instant.EPOCH));
        }
        return home;
    }

    /** Writes files of its project. */
    static void define(Home home, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = home.project().resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** Its admin key is {@code admin}. */
    static Served open(Home home) throws Exception {
        House house = House.open(home);
        LiveHouse live = LiveHouse.open(house, URI.create("http://127.0.0.1:8080"), Set.of("admin"));
        return new Served(house, live, new TestingServer(live.rooms()));
    }

    void send(String type, String person, String rest) throws Exception {
        String body = "{\"userId\":\"" + person + "\"," + rest + "}";
        String request = "POST /v1/" + type + " HTTP/1.1\nAuthorization: " + WRITER;
        assertThat(server.send(request, body).status()).isEqualTo(200);
    }

    /** Says who somebody is, who agrees to marketing. */
    void introduce(String person) throws Exception {
        send(
                "identify",
                person,
                "\"traits\":{\"email\":\"" + person + "@example.org\",\"firstName\":\"Ann\"},"
                        + "\"context\":{\"consent\":{\"categoryPreferences\":{\"marketing\":true}}}");
    }

    void fail(String person, int amount) throws Exception {
        send("track", person, "\"event\":\"Payment Failed\",\"properties\":{\"amount\":" + amount + "}");
    }

    /** The first column of what a question to the lake finds, once all that was sent is there. */
    List<String> rows(String sql) {
        live.settle();
        try (LakeSession session = house.lake().open(new ReadPoint.Latest())) {
            return session.query(Statement.of(sql), row -> String.valueOf(row.text(0)));
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
        live.close();
        house.close();
    }
}
