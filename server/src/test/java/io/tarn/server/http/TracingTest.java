package io.tarn.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector hears of each step of an event whose client asks for a trace, and of no other event. */
final class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final List<String> STEPS = List.of("collect", "admit", "resolve", "understand", "commit", "land");

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch landed = new CountDownLatch(1);

    @Test
    void followsOneEventFromTheRequestToTheLake(@TempDir Path folder) throws Exception {
        HttpServer collector = collector();
        try {
            Path project = Files.createDirectories(folder.resolve("home").resolve("project"));
            Files.writeString(
                    project.resolve("tarn.yaml"),
                    "server.trace.endpoint: http://127.0.0.1:"
                            + collector.getAddress().getPort() + "/v1/traces\n");
            try (TestingHome home = new TestingHome(folder, List.of("web"));
                    TestingServer server = new TestingServer(home.rooms())) {
                send(server, "", "ann");
                send(server, "\ntraceparent: 00-" + TRACE + "-00f067aa0ba902b7-01", "bea");
                send(server, "\ntraceparent: 00-" + TRACE + "-00f067aa0ba902b7-00", "cleo");
                home.await("web", 3, Duration.ofSeconds(30));

                assertThat(landed.await(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            collector.stop(0);
        }

        String trace = new String(HexFormat.of().parseHex(TRACE), ISO_8859_1);
        String all = String.join("", received);
        assertThat(all.split(Pattern.quote(trace), -1)).hasSize(STEPS.size() + 1);
        assertThat(STEPS).allSatisfy(step -> assertThat(all).contains(step));
        assertThat(all).doesNotContain("bea").doesNotContain("example.org");
    }

    private static void send(TestingServer server, String header, String who) throws IOException {
        assertThat(server.send(
                                "POST /v1/identify HTTP/1.1\nAuthorization: Bearer key-web" + header,
                                ("{\"userId\":\"" + who + "\",\"messageId\":\"m-" + who + "\",\"traits\":{\"email\":\""
                                                + who + "@example.org\"}}")
                                        .getBytes(ISO_8859_1))
                        .status())
                .isEqualTo(200);
    }

    /** Keeps what it is sent, byte by byte. */
    private HttpServer collector() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            String spans = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
            received.add(spans);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            if (spans.contains("land")) {
                landed.countDown();
            }
        });
        collector.start();
        return collector;
    }
}
