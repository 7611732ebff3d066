package io.tarn.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tarn.connectors.smtp.TestingJournal;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookChannelTest {
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final TestingJournal journal = new TestingJournal();
    private final List<Map<String, String>> seen = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private volatile int status = 204;
    private volatile String retryAfter = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** The example that Standard Webhooks gives. */
    @Test
    void signsAsTheStandardDoes() {
        assertThat(WebhookSecret.parse(SECRET)
                        .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void postsASignedMessage() {
        DeliveryResult result = deliver(1);

        assertThat(result).isEqualTo(new DeliveryResult.Delivered("The webhook answered 204."));
        assertThat(journal.end(message().id())).contains(result);
        Map<String, String> request = seen.getFirst();
        String id = message().id().value();
        assertThat(request)
                .containsEntry("webhook-id", id)
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry(
                        "webhook-signature",
                        WebhookSecret.parse(SECRET).sign(id, 1_614_265_330L, request.getOrDefault("body", "")));
        assertThat(request.getOrDefault("body", ""))
                .startsWith(
                        "{\"type\":\"message.sent\",\"timestamp\":\"2021-02-25T15:02:10Z\",\"data\":{\"message_id\":\"")
                .contains("\"text\":\"Grüße\"");
    }

    @Test
    void waitsAsLongAsTheReceiverAsksWithinReason() {
        status = 429;
        retryAfter = "3600";
        assertThat(deliver(1))
                .isEqualTo(new DeliveryResult.Deferred("The webhook answered 429.", AT.plusSeconds(3_600)));
        retryAfter = "99999999";
        assertThat(deliver(1))
                .isEqualTo(new DeliveryResult.Deferred("The webhook answered 429.", AT.plusSeconds(86_400)));
        retryAfter = "Thu, 25 Feb 2021 16:02:10 GMT";
        assertThat(deliver(1))
                .isEqualTo(new DeliveryResult.Deferred("The webhook answered 429.", AT.plusSeconds(3_600)));
        retryAfter = "soon";
        assertThat(((DeliveryResult.Deferred) deliver(1)).until()).isBetween(AT.plusMillis(2_500), AT.plusSeconds(5));
    }

    @Test
    void endsWhatCannotSucceed() {
        status = 410;
        assertThat(deliver(1))
                .isEqualTo(new DeliveryResult.Failed(
                        "The webhook answered 410: its receiver wants no more, so it is disabled.",
                        Permanence.ADDRESS));
    }

    @Test
    void triesAgainForDaysThenGivesUp() {
        status = 500;
        assertThat(deliver(15)).isInstanceOf(DeliveryResult.Deferred.class);
        assertThat(deliver(16))
                .isEqualTo(new DeliveryResult.Failed(
                        "Given up after 16 attempts. The webhook answered 500.", Permanence.MESSAGE));
    }

    @Test
    void followsNoRedirect() {
        status = 307;
        assertThat(deliver(1))
                .isEqualTo(new DeliveryResult.Failed(
                        "The webhook answered 307 and redirects are not followed: give its final address.",
                        Permanence.MESSAGE));
        assertThat(seen).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2001:db8::1",
                "ff02::1"
            })
    void staysOutOfInternalNetworks(String internal) throws IOException {
        InetAddress outside = InetAddress.getByName("93.184.216.34");
        InetAddress inside = InetAddress.getByName(internal);
        AddressGuard guard = new AddressGuard(Set.of(), host -> new InetAddress[] {outside, inside});

        assertThat(guard.refusal(URI.create("https://hooks.example.com/x")))
                .contains("it leads into an internal network: name its host in engage.webhook-allowed-hosts if that is"
                        + " meant");
    }

    @Test
    void goesToPublicAddressesByHttpsOnly() throws IOException {
        AddressGuard guard = new AddressGuard(Set.of(), host ->
                new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("2a00::1")});

        assertThat(guard.refusal(URI.create("https://hooks.example.com/x"))).isEmpty();
        assertThat(guard.refusal(URI.create("http://hooks.example.com/x"))).contains("it is not https");
        assertThat(guard.refusal(URI.create("file:///etc/passwd"))).contains("it names no host, or a user");
        assertThat(guard.refusal(URI.create("https://a@hooks.example.com"))).contains("it names no host, or a user");
    }

    @Test
    void refusesAWeakSecret() {
        assertThatThrownBy(() -> WebhookSecret.parse("whsec_c2hvcnQ="))
                .hasMessage(
                        "A webhook's secret cannot be used: 'whsec_' and base64 of 24 to 64 bytes are expected. Make"
                                + " one with 'openssl rand -base64 32'.");
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> request = new java.util.TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> request.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        request.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        seen.add(request);
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        if (status == 307) {
            exchange.getResponseHeaders().add("Location", "/hook");
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private DeliveryResult deliver(int attempt) {
        AddressGuard guard = AddressGuard.of(Set.of("localhost"));
        try (WebhookChannel channel = new WebhookChannel(
                WebhookConfig.DEFAULT,
                new WebhookChannel.Trust(WebhookSecret.parse(SECRET), guard),
                journal,
                InstantSource.fixed(AT))) {
            return channel.deliver(message(), attempt);
        }
    }

    private Message message() {
        return new Message(
                MessageId.derive("one"),
                ProfileId.derive("shop", "1", 0),
                ChannelName.WEBHOOK,
                "http://localhost:" + server.getAddress().getPort() + "/hook",
                "s",
                "",
                "Grüße",
                Map.of(),
                Purpose.TRANSACTIONAL,
                AT);
    }
}
