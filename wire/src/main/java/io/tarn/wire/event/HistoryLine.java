package io.tarn.wire.event;

import io.tarn.model.error.TarnException;
import io.tarn.model.event.Violation;
import io.tarn.model.policy.WebhookMapping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One line of an archive of events, as tracking clients send them, or of a table by a mapping. An event without a message
 * id has one made from what it says, so that the same line again is the same event.
 */
public sealed interface HistoryLine {
    /** It can be looked at. */
    record Read(String messageId, String json) implements HistoryLine {}

    /** It is no event at all. */
    record Unreadable(Violation violation) implements HistoryLine {}

    /** Reads a line of the tracking protocol; what a batch says for all of its events is not there. */
    static HistoryLine of(byte[] line) {
        try {
            byte[] json = SegmentCodec.utf8(line);
            List<SegmentItem> items =
                    SegmentCodec.read(wrapped(json), SegmentEndpoint.BATCH).items();
            if (items.size() == 1) {
                return read(items.getFirst());
            }
        } catch (TarnException _) {
            // Said below: messages about batches would mislead.
        }
        return new Unreadable(EventViolations.lineUnreadable());
    }

    /** Reads a line of any JSON by a mapping. */
    static HistoryLine of(byte[] line, WebhookMapping mapping) {
        try {
            List<SegmentItem> items =
                    WebhookCodec.read(line, mapping, SegmentCodec.EVENTS_MAX).items();
            return items.size() == 1 ? read(items.getFirst()) : new Unreadable(EventViolations.lineUnmapped());
        } catch (TarnException _) {
            return new Unreadable(EventViolations.lineUnmapped());
        }
    }

    private static HistoryLine read(SegmentItem item) {
        Optional<String> id = item.messageId();
        return new Read(id.orElseGet(() -> "told-" + SegmentItems.sha256(item.json())), item.json());
    }

    private static byte[] wrapped(byte[] line) {
        byte[] head = "{\"batch\":[".getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "]}".getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + line.length + tail.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(line, 0, whole, head.length, line.length);
        System.arraycopy(tail, 0, whole, head.length + line.length, tail.length);
        return whole;
    }
}
