package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.live.LiveHouse;
import io.tarn.storage.Registry;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import io.tarn.storage.local.SqliteRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An event over HTTP, on disk, onto a profile, and back out over HTTP. */
final class LiveTravellerTest {
    private static final String SEND = "POST /v1/batch HTTP/1.1\nAuthorization: Bearer web";
    private static final String VISITOR =
            "{\"batch\":[{\"type\":\"track\",\"event\":\"Seen\",\"anonymousId\":\"a\"," + "\"messageId\":\"1\"}]}";
    private static final String LOGIN = "{\"batch\":[{\"type\":\"identify\",\"anonymousId\":\"a\",\"userId\":\"u\","
            + "\"traits\":{\"email\":\"Ada@Example.org\"},\"messageId\":\"2\"}]}";

    @Test
    @Timeout(60)
    void makesAVisitorAKnownPerson(@TempDir Path folder) throws Exception {
        Home home = new Home(folder.resolve("home")).prepare();
        try (Registry registry = SqliteRegistry.open(home.root())) {
            registry.add(new ApiKey("web", KeyRing.hash("web"), Scope.COLLECT, Optional.of("web"), Instant.EPOCH));
        }
        try (House house = House.open(home);
                LiveHouse live = LiveHouse.open(house, java.net.URI.create("http://127.0.0.1:8080"), Set.of("admin"));
                TestingServer server = new TestingServer(live.rooms());
                Socket socket = server.connect()) {
            BufferedReader changes = listen(socket);
            assertThat(server.send(SEND, VISITOR).status()).isEqualTo(200);
            assertThat(data(changes)).contains("\"kind\":\"new\"").contains("\"name\":\"Seen\"");
            assertThat(server.send(SEND, LOGIN).status()).isEqualTo(200);
            assertThat(server.send(SEND, LOGIN).status()).isEqualTo(200);
            live.settle();
            assertThat(live.rooms().status().get().lakeLag())
                    .as("the repeat is in the lake")
                    .isZero();
            assertThat(data(changes)).contains("\"kind\":\"known\"").contains("\"value\":\"Ada@Example.org\"");

            String body =
                    server.get("/v1/profiles/email:ada@example.org", "admin").body();
            assertThat(body).contains("\"event_count\":2").contains("{\"type\":\"anonymous_id\",\"value\":\"a\"}");
        }
    }

    private static BufferedReader listen(Socket socket) throws Exception {
        socket.getOutputStream()
                .write("GET /v1/changes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer admin\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        while (line != null && !line.startsWith(": changes follow")) {
            line = reader.readLine();
        }
        return reader;
    }

    private static String data(BufferedReader reader) throws Exception {
        String line = reader.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = reader.readLine();
        }
        return String.valueOf(line);
    }
}
