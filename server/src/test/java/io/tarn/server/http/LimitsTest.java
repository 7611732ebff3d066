package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.server.config.HttpConfig;
import io.tarn.server.http.TestingServer.Reply;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator allows is what holds. */
final class LimitsTest {
    private static final String BATCH = "POST /v1/batch HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB;
    private static final String TRACK = "POST /v1/track HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB;

    private final TestingRooms rooms = new TestingRooms(
            HttpConfig.defaults().withBody(2_000, Duration.ofSeconds(20)).withRequests(2, 1, 3));
    private TestingServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer(rooms.rooms());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void limitsWhatOneRequestHolds() throws Exception {
        assertThat(server.send(TRACK, "x".repeat(2_001)).body())
                .contains("The body is larger than 2000 bytes. Send fewer events at a time.");
        assertThat(server.send(BATCH, "{\"batch\":[{},{},{}]}").body())
                .contains("The batch holds more than 2 events. Send fewer at a time.");
        assertThat(server.send("POST /v1/cloudevents HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB, "[{},{},{}]")
                        .body())
                .contains("The batch holds more than 2 events. Send fewer at a time.");
        assertThat(server.send(
                                "POST /v1/profiles/batch HTTP/1.1\nAuthorization: Bearer " + TestingRooms.READER,
                                "{\"identifiers\":[\"user_id:u1\",\"user_id:u2\"]}")
                        .body())
                .contains("with 1 to 1 identifiers.");
    }

    @Test
    void limitsHowManyRequestsAreUnderWay() throws Exception {
        try (Socket one = open();
                Socket two = open();
                Socket three = open()) {
            Reply refused = server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\"}");
            while (refused.status() == 200) {
                refused = server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\"}");
            }

            assertThat(refused.body())
                    .isEqualTo("{\"success\":false,\"error\":\"limit_reached\",\"message\":\"There are 3 requests under"
                            + " way already. Send it again a little later.\"}");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.head()).contains("Retry-After: 1");
            assertThat(server.send("GET /health HTTP/1.1", "").status()).isEqualTo(200);
            finish(one);
            finish(two);
            finish(three);
        }
        assertThat(server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\"}").status())
                .isEqualTo(200);
    }

    private Socket open() throws Exception {
        Socket socket = server.connect();
        socket.getOutputStream()
                .write((TRACK.replace("\n", "\r\n") + "\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Length: 28\r\n\r\n{")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static void finish(Socket socket) throws Exception {
        socket.getOutputStream().write("\"event\":\"A\",\"userId\":\"u\"}  ".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 200");
    }
}
