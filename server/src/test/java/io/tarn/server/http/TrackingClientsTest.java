package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.event.RawEvent;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.http.TestingServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests as the clients of the tracking protocol were seen to send them, traps included. */
final class TrackingClientsTest {
    private static final String OK = "{\"success\":true}";
    private static final String BATCH =
            "{\"batch\":[{\"type\":\"identify\",\"userId\":\"u1\",\"traits\":{\"email\":\"a@b.de\"},"
                    + "\"messageId\":\"m1\",\"timestamp\":\"2026-11-21T09:59:00.000Z\"},{\"type\":\"track\",\"userId\":\"u1\","
                    + "\"event\":\"Ordered\",\"messageId\":\"m2\"}],\"sentAt\":\"2026-11-21T10:00:00.000Z\"%s}";

    private final TestingRooms rooms = new TestingRooms(HttpConfig.defaults());
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
    void takesANodeClientsBatch() throws Exception {
        Reply reply = server.send(
                "POST /v1/batch HTTP/1.1\nContent-Type: application/json\nUser-Agent: analytics-node-next/latest\n"
                        + "X-Retry-Count: 1\nAuthorization: Basic " + base64(TestingRooms.WEB + ":"),
                BATCH.formatted(""));

        assertOk(reply);
        assertThat(rooms.taken).extracting(event -> event.key().messageId()).containsExactly("m1", "m2");
        assertThat(rooms.taken)
                .extracting(event -> event.key().source().value())
                .containsOnly("web");
        assertThat(rooms.taken.get(1).json())
                .isEqualTo("{\"type\":\"track\",\"userId\":\"u1\",\"event\":\"Ordered\",\"messageId\":\"m2\","
                        + "\"sentAt\":\"2026-11-21T10:00:00.000Z\"}");
        assertThat(rooms.taken).extracting(RawEvent::receivedAt).containsOnly(TestingRooms.NOW);
    }

    @Test
    void takesAJavaClientsBatchWithoutAuthorizationAsNews() throws Exception {
        Reply reply = server.send(
                "POST /v1/import/ HTTP/1.1\nContent-Type: application/json; charset=UTF-8\nAccept-Encoding: gzip",
                BATCH.formatted(
                        ",\"writeKey\":\"" + TestingRooms.WEB + "\",\"context\":{\"library\":{\"name\":\"java\"}}"));

        assertOk(reply);
        assertThat(rooms.taken).extracting(RawEvent::origin).containsOnly(RawEvent.Origin.LIVE);
        assertThat(rooms.taken.getFirst().json())
                .contains("\"context\":{\"library\":{\"name\":\"java\"}}")
                .doesNotContain(TestingRooms.WEB);
    }

    @Test
    void takesABrowsersTextAndAnswersAnyOrigin() throws Exception {
        Reply reply = server.send(
                "POST /v1/t HTTP/1.1\nContent-Type: text/plain\nOrigin: https://shop.example",
                "{\"event\":\"Seen\",\"anonymousId\":\"a\",\"messageId\":\"b1\",\"writeKey\":\"" + TestingRooms.WEB
                        + "\",\"type\":\"track\"}");

        assertOk(reply);
        assertThat(reply.head()).containsIgnoringCase("access-control-allow-origin: *");
        assertThat(reply.head()).containsIgnoringCase("access-control-expose-headers: Retry-After, X-RateLimit-Reset");
        assertThat(rooms.taken.getFirst().json()).doesNotContain(TestingRooms.WEB);
    }

    @Test
    void answersAPreflight() throws Exception {
        Reply reply = server.send(
                "OPTIONS /v1/batch HTTP/1.1\nOrigin: https://shop.example\nAccess-Control-Request-Method: POST", "");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.head())
                .containsIgnoringCase("access-control-allow-headers: Authorization, Content-Type, Content-Encoding,"
                        + " X-Write-Key, X-Retry-Count, Sec-GPC, *");
    }

    @Test
    void tellsABrowserWhereToSend() throws Exception {
        Reply reply = server.send("GET /v1/projects/" + TestingRooms.WEB + "/settings HTTP/1.1", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"apiHost\":\"localhost/v1\"").contains("\"protocol\":\"http\"");
        assertThat(server.send("GET /v1/projects/nobody/settings HTTP/1.1", "").status())
                .isEqualTo(401);
    }

    @Test
    void takesGzipThatIsLabelledAForm() throws Exception {
        byte[] body = TestingServer.gzip(BATCH.formatted("").getBytes(StandardCharsets.UTF_8));
        Reply reply = server.send(
                "POST /v1/batch HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nContent-Encoding: gzip\n"
                        + "Authorization: Basic " + base64(TestingRooms.WEB + ":"),
                body);
        Reply unlabelled = server.send(
                "POST /v1/batch HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nAuthorization: Basic "
                        + base64(TestingRooms.WEB),
                body);

        assertOk(reply);
        assertOk(unlabelled);
        assertThat(rooms.taken).hasSize(4);
    }

    @Test
    void takesTheKeyOfAHeaderWhereTheBodysIsMasked() throws Exception {
        Reply reply = server.send(
                "POST /api/s/s2s/track HTTP/1.1\nContent-Type: application/json\nX-Write-Key: " + TestingRooms.WEB
                        + ":anything",
                "{\"type\":\"track\",\"event\":\"Seen\",\"anonymousId\":\"a\",\"messageId\":\"j1\",\"writeKey\":\"key***\"}");

        assertOk(reply);
        assertOk(server.send("POST /api/s/page HTTP/1.1\nX-Write-Key: " + TestingRooms.WEB, "{\"anonymousId\":\"a\"}"));
        assertThat(rooms.taken).extracting(event -> event.key().messageId()).containsExactly("j1", "minted-1");
    }

    @Test
    void takesHistoryOnlyWhenAsked() throws Exception {
        server.send(
                "POST /v1/batch?history=true HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB, BATCH.formatted(""));

        assertThat(rooms.taken).extracting(RawEvent::origin).containsOnly(RawEvent.Origin.HISTORY);
    }

    @Test
    void recordsAnOptOutOfSale() throws Exception {
        server.send("POST /v1/p?writeKey=" + TestingRooms.WEB + " HTTP/1.1\nSec-GPC: 1", "{\"anonymousId\":\"a\"}");

        assertThat(rooms.taken).extracting(RawEvent::refusesSale).containsExactly(true);
    }

    @Test
    void namesTheEventsOfABatchThatAreKeptAside() throws Exception {
        Reply reply = server.send(
                "POST /v1/batch HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB,
                "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"},{\"type\":\"page\"}]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"success\":true,\"quarantined\":[{\"index\":1,\"reason\":\"id_missing\","
                        + "\"path\":\"\",\"message\":\"The event says of nobody that it concerns them: send a userId or an"
                        + " anonymousId, or an e-mail address, telephone number or external id that can be read.\"}]}");
        assertThat(rooms.taken).hasSize(2);
    }

    @Test
    void takesCloudEventsInBothModes() throws Exception {
        Reply structured = server.send(
                "POST /v1/cloudevents HTTP/1.1\nContent-Type: application/cloudevents+json\nAuthorization: Bearer "
                        + TestingRooms.WEB,
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"order.placed\",\"subject\":\"u7\","
                        + "\"time\":\"2026-11-21T09:00:00Z\",\"data\":{\"total\":12.5}}");
        Reply binary = server.send(
                "POST /v1/cloudevents HTTP/1.1\nContent-Type: application/json\nce-specversion: 1.0\nce-id: 2\n"
                        + "ce-source: /shop\nce-type: order.placed\nAuthorization: Bearer " + TestingRooms.WEB,
                "{\"userId\":\"u7\",\"total\":12.5}");

        assertOk(structured);
        assertOk(binary);
        assertThat(rooms.taken).extracting(event -> event.key().messageId()).containsExactly("/shop#1", "/shop#2");
        assertThat(rooms.taken.getFirst().json())
                .isEqualTo("{\"type\":\"track\",\"event\":\"order.placed\","
                        + "\"userId\":\"u7\",\"properties\":{\"total\":12.5},\"timestamp\":\"2026-11-21T09:00:00Z\"}");
    }

    @Test
    void takesAWebhookByItsMapping() throws Exception {
        Reply reply = server.send(
                "POST /v1/webhooks/shop?writeKey=key-shop HTTP/1.1\nContent-Type: application/json",
                "{\"id\":820,\"topic\":\"orders/create\",\"created_at\":\"2026-11-21T09:00:00Z\",\"total_price\":\"12.50\","
                        + "\"customer\":{\"id\":7,\"email\":\"a@b.de\"}}");

        assertOk(reply);
        assertThat(rooms.taken.getFirst().key().messageId()).isEqualTo("820");
        assertThat(rooms.taken.getFirst().json())
                .isEqualTo("{\"type\":\"track\",\"event\":\"orders/create\",\"userId\":7,"
                        + "\"timestamp\":\"2026-11-21T09:00:00Z\",\"properties\":{\"total\":\"12.50\"},"
                        + "\"context\":{\"traits\":{\"email\":\"a@b.de\"},\"externalIds\":[]}}");
        assertThat(server.send("POST /v1/webhooks/none?writeKey=key-shop HTTP/1.1", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(server.send("POST /v1/webhooks/shop?writeKey=key-web HTTP/1.1", "{}")
                        .status())
                .isEqualTo(403);
    }

    private static void assertOk(Reply reply) {
        assertThat(reply.body()).isEqualTo(OK);
        assertThat(reply.status()).isEqualTo(200);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
