package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tarn.connectors.webhook.WebhookSecret;
import io.tarn.server.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From an event over HTTP to a call of a webhook, signed as Standard Webhooks has it. */
@Timeout(120)
final class WebhookLoopTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path folder;

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private volatile int status = 204;

    private record Call(String id, long timestamp, String signature, String body) {}

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Headers headers = exchange.getRequestHeaders();
        calls.add(new Call(
                headers.getFirst("webhook-id"),
                Long.parseLong(headers.getFirst("webhook-timestamp")),
                headers.getFirst("webhook-signature"),
                body));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void define(Home home, int port) throws IOException {
        Files.writeString(home.root().resolve("webhook.secret"), SECRET);
        Served.define(
                home,
                Map.of(
                        "tarn.yaml",
                        "engage: {webhook-url: 'http://127.0.0.1:" + port + "/hook', webhook-secret:"
                                + " 'file:webhook.secret', webhook-allowed-hosts: [127.0.0.1]}",
                        "campaigns/call.yaml",
                        """
                        name: call
                        goal: {event: Payment Succeeded}
                        trigger: {event: Payment Failed}
                        steps:
                        - {name: call, channel: webhook, template: call}
                        """,
                        "templates/call.yaml",
                        """
                        name: call
                        subject: "{{ profile.first_name }} owes {{ event.amount }}"
                        html: "<p>{{ event.amount }}</p>"
                        """));
    }

    @Test
    void aCampaignCallsAWebhookAndItsAnswerIsWhatBecameOfTheMessage() throws Exception {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", this::answer);
        receiver.start();
        Home home = Served.prepare(folder.resolve("home"));
        define(home, receiver.getAddress().getPort());
        try (Served served = Served.open(home)) {
            served.introduce("ann");
            served.fail("ann", 12);

            Call call = calls.poll(20, TimeUnit.SECONDS);

            assertThat(call).isNotNull();
            assertThat(call.body()).contains("\"subject\":\"Ann owes 12\"", call.id());
            assertThat(call.signature())
                    .isEqualTo(WebhookSecret.parse(SECRET).sign(call.id(), call.timestamp(), call.body()));
            assertThat(served.rows("SELECT state FROM gold.messages ORDER BY log_offset"))
                    .contains("delivered");

            status = 410;
            served.fail("ann", 13);
            assertThat(calls.poll(20, TimeUnit.SECONDS)).isNotNull();
            served.rows("SELECT 1");
            status = 204;
            served.fail("ann", 14);
            // The webhook's address is not the person's: that it was gone once says nothing of them.
            assertThat(calls.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(served.rows("SELECT cause FROM gold.decisions WHERE verdict = 'withheld'"))
                    .isEmpty();
        } finally {
            receiver.stop(0);
        }
    }
}
