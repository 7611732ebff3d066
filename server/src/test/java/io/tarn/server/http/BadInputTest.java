package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.http.TestingServer.Reply;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the author of a client is told when something is wrong. */
final class BadInputTest {
    private static final String TRACK = "POST /v1/track HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB;
    private static final String BATCH = "POST /v1/batch HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB;

    private final TestingRooms rooms = new TestingRooms(HttpConfig.defaults().withBody(1 << 20, Duration.ofSeconds(1)));
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
    void saysWhereTheJsonIsBroken() throws Exception {
        assertRefused(
                server.send(TRACK, "{\"event\":\"A\",}"),
                400,
                "invalid_input",
                "The body is no valid JSON at line 1, column 14. Send one JSON object in UTF-8, gzipped or not.");
        assertRefused(server.send(TRACK, ""), 400, "invalid_input", "The body is empty. Send one JSON object.");
    }

    @Test
    void saysWhatABodyShouldHold() throws Exception {
        assertRefused(
                server.send(TRACK, "[{}]"),
                400,
                "invalid_input",
                "The body is JSON, but no object. Send one JSON object in braces.");
        assertRefused(
                server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\"}{}"),
                400,
                "invalid_input",
                "Something follows the JSON object of the body. Send one object; several events go into /v1/batch.");
        assertRefused(
                server.send(TRACK, "{}".getBytes(StandardCharsets.UTF_16)),
                400,
                "invalid_input",
                "The body is not in UTF-8. Send one JSON object in UTF-8.");
        assertRefused(
                server.send(BATCH, "{\"batch\":{}}"),
                400,
                "invalid_input",
                "The body has no list 'batch'. Send {\\\"batch\\\": [event, …]}, or one event to the address of its type,"
                        + " such as /v1/track.");
        assertRefused(
                server.send(BATCH, "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"},7]}"),
                400,
                "invalid_input",
                "batch[1] is no JSON object. Each item of a batch is one event.");
        assertRefused(
                server.send(BATCH, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3}),
                400,
                "invalid_input",
                "The body starts like gzip and cannot be unpacked. Send it whole, or without compression.");
    }

    @Test
    void refusesAnAddressThatCannotBeRead() throws Exception {
        for (String address : new String[] {"/v1/track?writeKey=%zz", "/v1/webhooks/%", "/v1/profiles/a%f"}) {
            assertRefused(
                    server.send("POST " + address + " HTTP/1.1", "{}"),
                    400,
                    "invalid_input",
                    "The address cannot be read: after each % two hexadecimal digits must follow. Encode it anew.");
        }
    }

    @Test
    void refusesWhatNestsTooDeep() throws Exception {
        assertRefused(
                server.send(TRACK, "{\"a\":".repeat(1_000)),
                400,
                "invalid_input",
                "The JSON of the body nests deeper than 64 levels, or holds a number of more than 1000 digits or a name of"
                        + " more than 50000 characters. Flatten it.");
        assertRefused(
                server.send(
                        TRACK,
                        "{\"event\":\"A\",\"userId\":\"u\",\"properties\":{\"p\":" + "[".repeat(40) + "]".repeat(40)
                                + "},\"messageId\":\"" + "m".repeat(300) + "\"}"),
                400,
                "unreadable",
                "The event nests deeper than 32 levels, or is no JSON object. Flatten it.");
    }

    @Test
    void refusesLargeBodiesAndBombs() throws Exception {
        assertRefused(
                server.send(TRACK, new byte[10_000_000]),
                413,
                "too_large",
                "The body is larger than 1048576 bytes. Send fewer events at a time.");
        assertRefused(
                server.send(BATCH, TestingServer.gzip(new byte[200_000_000])),
                413,
                "too_large",
                "The body unpacks to more than 1048576 bytes. Send fewer events at a time.");
        assertRefused(
                server.send(BATCH, "{\"batch\":[" + "{},".repeat(2_600) + "{}]}"),
                413,
                "too_large",
                "The batch holds more than 2500 events. Send fewer at a time.");
    }

    @Test
    void tellsKeysApart() throws Exception {
        String body = "{\"event\":\"A\",\"userId\":\"u\"}";
        assertRefused(
                server.send("POST /v1/track HTTP/1.1", body),
                401,
                "key_missing",
                "No key came with the request. Send one as the user name of Basic, as a Bearer token, as X-Write-Key, or"
                        + " as 'writeKey' in the body; './tarn key add' makes one.");
        assertRefused(
                server.send("POST /v1/track HTTP/1.1\nAuthorization: Bearer nothing", body),
                401,
                "key_unknown",
                "The key is not known here, or was withdrawn. './tarn key list' names those that are.");
        assertRefused(
                server.send("POST /v1/track HTTP/1.1\nAuthorization: Bearer " + TestingRooms.READER, body),
                403,
                "scope",
                "The key's scope is read, and this needs collect. './tarn key add --scope' makes another.");
        assertRefused(
                server.get("/v1/profiles/user_id:u", TestingRooms.WEB),
                403,
                "scope",
                "The key's scope is collect, and this needs read, marketer or admin. './tarn key add --scope' makes"
                        + " another.");
    }

    @Test
    void namesTheTypesThatThereAre() throws Exception {
        assertRefused(
                server.send(TRACK, "{\"type\":\"trak\",\"userId\":\"u\"}"),
                400,
                "type_unknown",
                "'type' is none of track, identify, page, screen, group and alias. Set it to one of them.");
        assertRefused(
                server.send(TRACK.replace("track", "trak"), "{}"),
                404,
                "no_such_address",
                "There is nothing at this address. /openapi lists what there is.");
        assertRefused(
                server.send("GET /v1/track HTTP/1.1", ""),
                405,
                "no_such_method",
                "This address does not answer this method. /openapi lists what does.");
        assertRefused(
                server.send(TRACK, "{\"userId\":\"u\"}"),
                400,
                "event_missing",
                "'event' is missing or empty: a track names what was done.");
        assertRefused(
                server.send(TRACK.replace("track", "group"), "{\"userId\":\"u\"}"),
                400,
                "group_id_missing",
                "'groupId' is missing or empty: a group call names the group.");
        assertRefused(
                server.send(TRACK.replace("track", "alias"), "{\"userId\":\"u\"}"),
                400,
                "previous_id_missing",
                "'previousId' is missing or empty: an alias names the id used before.");
        assertRefused(
                server.send(TRACK, "{\"userId\":\"u\",\"event\":\"" + "e".repeat(300) + "\"}"),
                400,
                "name_too_long",
                "'event' has 300 characters; use at most 256.");
    }

    @Test
    void wantsToKnowWhomAnEventConcerns() throws Exception {
        assertRefused(
                server.send(TRACK, "{\"event\":\"A\",\"properties\":{\"price\":\"12.50\"}}"),
                400,
                "id_missing",
                "The event says of nobody that it concerns them: send a userId or an anonymousId, or an e-mail address,"
                        + " telephone number or external id that can be read.");
        assertTaken(server.send(
                "POST /v1/identify HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB,
                "{\"traits\":{\"email\":\"a@b.de\"}}"));
    }

    @Test
    void refusesALongMessageIdAndALargeEvent() throws Exception {
        assertRefused(
                server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\",\"messageId\":\"" + "m".repeat(10_000) + "\"}"),
                400,
                "message_id_too_long",
                "'messageId' has 10000 characters; use at most 256.");
        assertRefused(
                server.send(
                        TRACK,
                        "{\"event\":\"A\",\"userId\":\"u\",\"messageId\":\"m\",\"properties\":{\"p\":\""
                                + "x".repeat(40_000) + "\"}}"),
                400,
                "event_too_large",
                "The event has 40079 characters of JSON; send at most 32768 an event.");
    }

    @Test
    void takesOddTimesNumbersAsTextAndOddIds() throws Exception {
        assertTaken(server.send(TRACK, "{\"event\":\"A\",\"userId\":\"null\",\"timestamp\":\"1970-01-01T00:00:00Z\"}"));
        assertTaken(server.send(
                TRACK, "{\"event\":\"A\",\"userId\":\"undefined\",\"timestamp\":\"2100-01-01T00:00:00Z\"}"));
        assertTaken(server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\",\"timestamp\":\"1763719200000\"}"));
        assertTaken(server.send(TRACK, "{\"event\":\"A\",\"userId\":0,\"properties\":{\"price\":\"12.50\"}}"));
    }

    @Test
    void doesNotWaitForSlowBodies() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Socket socket = server.connect();
            socket.getOutputStream()
                    .write((TRACK.replace("\n", "\r\n") + "\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{")
                            .getBytes(StandardCharsets.UTF_8));
            slow.add(socket);
        }

        assertTaken(server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\"}"));
        for (Socket socket : slow) {
            assertRefused(
                    TestingServer.reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)),
                    408,
                    "too_slow",
                    "The body did not arrive within 1 seconds. Send it again.");
            socket.close();
        }
    }

    @Test
    void saysWhenToComeBack() throws Exception {
        rooms.refusal = Optional.of(new TarnException(ErrorCode.LIMIT_REACHED, "Too much waits to be written."));
        Reply busy = server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\"}");
        rooms.refusal = Optional.of(new TarnException(ErrorCode.STORAGE_FULL, "The disk is full."));
        Reply full = server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\"}");

        assertRefused(busy, 429, "limit_reached", "Too much waits to be written.");
        assertThat(busy.head()).contains("Retry-After: 1").contains("X-RateLimit-Reset: 1795255201");
        assertRefused(full, 503, "storage_full", "The disk is full.");
        assertThat(full.head()).contains("Retry-After: 30");
        rooms.refusal = Optional.of(new IllegalStateException("ada@example.org"));
        assertRefused(
                server.send(TRACK, "{\"event\":\"A\",\"userId\":\"u\"}"),
                500,
                "defect",
                "A defect of Tarn's stopped this request; its log has more.");
    }

    private void assertTaken(Reply reply) {
        assertThat(reply.body()).isEqualTo("{\"success\":true}");
    }

    private static void assertRefused(Reply reply, int status, String word, String message) {
        assertThat(reply.body())
                .isEqualTo("{\"success\":false,\"error\":\"" + word + "\",\"message\":\"" + message + "\"}");
        assertThat(reply.status()).isEqualTo(status);
    }
}
