package io.tarn.wire.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.SourceName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class SegmentCodecTest {
    private static final SegmentRequest.Arrival ARRIVAL =
            new SegmentRequest.Arrival(new SourceName("web"), Instant.parse("2026-11-21T10:00:00Z"), false, false);

    @Test
    void cutsEventsOutOfABatchInTheirOrder() {
        SegmentRequest request =
                batch("{\"batch\":[{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\",\"messageId\":\"1\"},"
                        + " {\"type\":\"identify\",\"anonymousId\":\"a\"} ],\"writeKey\":\"k\"}");

        assertThat(request.writeKey()).contains("k");
        assertThat(request.items())
                .extracting(SegmentItem::json)
                .containsExactly(
                        "{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\",\"messageId\":\"1\"}",
                        "{\"type\":\"identify\",\"anonymousId\":\"a\"}");
        assertThat(request.items()).allMatch(SegmentItem::sound);
    }

    @Test
    void mintsAnIdWhereThereIsNone() {
        AtomicInteger next = new AtomicInteger();
        List<RawEvent> events = batch(
                        "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"},{\"type\":\"page\",\"userId\":\"u\","
                                + "\"messageId\":7},{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\" \"}]}")
                .events(ARRIVAL, () -> "m" + next.incrementAndGet());

        assertThat(events).extracting(event -> event.key().messageId()).containsExactly("m1", "7", "m2");
        assertThat(events).allMatch(event -> event.origin() == RawEvent.Origin.LIVE);
    }

    @Test
    void givesEachEventWhatTheBatchSaysForAll() {
        SegmentRequest request = batch(
                "{\"batch\":[{},{\"context\":{\"ip\":\"1\"},\"sentAt\":\"x\"}],"
                        + "\"context\":{\"ip\":\"2\",\"amount\":1.10},\"integrations\":{\"All\":true},\"sentAt\":\"2026-11-21T09:00:00Z\"}");

        assertThat(request.items())
                .extracting(SegmentItem::json)
                .containsExactly(
                        "{\"sentAt\":\"2026-11-21T09:00:00Z\",\"context\":{\"ip\":\"2\",\"amount\":1.10},"
                                + "\"integrations\":{\"All\":true}}",
                        "{\"context\":{\"ip\":\"1\",\"amount\":1.10},\"sentAt\":\"x\",\"integrations\":{\"All\":true}}");
    }

    @Test
    void leavesTheWriteKeyOfASingleEventOut() {
        SegmentRequest request = SegmentCodec.read(
                bytes(
                        "{\"writeKey\":\"secret\",\"event\":\"A\",\"properties\":{\"total\":12345678901234567890.10,\"n\":[1,{}]},"
                                + "\"userId\":\"u\"}"),
                SegmentEndpoint.TRACK);

        assertThat(request.writeKey()).contains("secret");
        assertThat(request.items().getFirst().json())
                .isEqualTo("{\"event\":\"A\",\"properties\":{\"total\":12345678901234567890.10,\"n\":[1,{}]},"
                        + "\"userId\":\"u\",\"type\":\"track\"}");
        assertThat(request.items().getFirst().sound()).isTrue();
    }

    @Test
    void knowsHistoryByItsWordAlone() {
        SegmentRequest request =
                batch("{\"batch\":[{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"tarn\":{\"history\":true}}},"
                        + "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"tarn\":{\"history\":false}}}]}");

        assertThat(request.events(ARRIVAL, () -> "m"))
                .extracting(RawEvent::origin)
                .containsExactly(RawEvent.Origin.HISTORY, RawEvent.Origin.LIVE);
    }

    @Test
    void looksTwiceAtWhatIsNotSound() {
        SegmentRequest request =
                batch("{\"batch\":[{\"type\":\"trak\",\"userId\":\"u\"},{\"type\":\"track\",\"userId\":\"u\"},"
                        + "{\"type\":\"page\"},{\"type\":\"page\",\"userId\":\"u\",\"messageId\":\""
                        + "m".repeat(10_000) + "\"}]}");

        assertThat(request.items()).noneMatch(SegmentItem::sound);
        assertThat(request.items().get(3).messageId().orElseThrow())
                .startsWith("sha256:")
                .hasSize(71);
    }

    @Test
    void refusesWhatItCannotRead() {
        assertRefused("", "The body is empty. Send one JSON object.");
        assertRefused(
                "{\"batch\":[",
                "The body is no valid JSON at line 1, column 11." + " Send one JSON object in UTF-8, gzipped or not.");
        assertRefused("[]", "The body is JSON, but no object. Send one JSON object in braces.");
        assertRefused(
                "{} {}",
                "The body has no list 'batch'. Send {\"batch\": [event, …]}, or one event to the address"
                        + " of its type, such as /v1/track.");
        assertRefused(
                "{\"batch\":[]} {}",
                "Something follows the JSON object of the body. Send one object; several events"
                        + " go into /v1/batch.");
        assertRefused("{\"batch\":[1]}", "batch[0] is no JSON object. Each item of a batch is one event.");
        assertRefused("[".repeat(1_000), "The body is JSON, but no object. Send one JSON object in braces.");
        assertRefused(
                "{\"a\":".repeat(1_000),
                "The JSON of the body nests deeper than 64 levels, or holds a number of"
                        + " more than 1000 digits or a name of more than 50000 characters. Flatten it.");
        assertThatThrownBy(() ->
                        SegmentCodec.read("{\"batch\":[]}".getBytes(StandardCharsets.UTF_16), SegmentEndpoint.BATCH))
                .hasMessage("The body is not in UTF-8. Send one JSON object in UTF-8.");
    }

    @Test
    void unpacksNoMoreThanIsAllowed() throws IOException {
        byte[] bomb = gzip(new byte[50_000_000]);

        assertThat(bomb.length).isLessThan(60_000);
        assertThatThrownBy(() -> Unpacking.plain(bomb, 500_000))
                .isInstanceOf(TooLargeException.class)
                .hasMessage("The body unpacks to more than 500000 bytes. Send fewer events at a time.");
        assertThat(Unpacking.plain(gzip(bytes("{}")), 2)).isEqualTo(bytes("{}"));
        byte[] torn = java.util.Arrays.copyOf(gzip(bytes("{\"a\":1}")), 15);
        assertThatThrownBy(() -> Unpacking.plain(torn, 100))
                .isInstanceOf(TarnException.class)
                .hasMessage("The body starts like gzip and cannot be unpacked. Send it whole, or without compression.");
    }

    private static void assertRefused(String body, String message) {
        assertThatThrownBy(() -> batch(body)).isInstanceOf(TarnException.class).hasMessage(message);
    }

    private static SegmentRequest batch(String body) {
        return SegmentCodec.read(bytes(body), SegmentEndpoint.BATCH);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
