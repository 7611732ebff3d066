package io.tarn.wire.event;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.SourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a request of a tracking client says.
 *
 * @param writeKey the key in the body, where there is one
 * @param items its events in order
 */
public record SegmentRequest(Optional<String> writeKey, List<SegmentItem> items) {
    public SegmentRequest {
        items = List.copyOf(items);
    }

    /**
     * How a request arrived.
     *
     * @param historical whether all of it is told from the past
     * @param refusesSale whether it carried {@code Sec-GPC: 1}
     */
    public record Arrival(SourceName source, Instant receivedAt, boolean historical, boolean refusesSale) {}

    /**
     * Its events as the log keeps them.
     *
     * @param messageIds gives an id to each event that has none
     */
    public List<RawEvent> events(Arrival arrival, Supplier<String> messageIds) {
        List<RawEvent> events = new ArrayList<>(items.size());
        for (SegmentItem item : items) {
            boolean history = arrival.historical() || item.historical();
            events.add(new RawEvent(
                    new EventKey(arrival.source(), item.messageId().orElseGet(messageIds)),
                    arrival.receivedAt(),
                    history ? RawEvent.Origin.HISTORY : RawEvent.Origin.LIVE,
                    arrival.refusesSale(),
                    item.json()));
        }
        return events;
    }
}
