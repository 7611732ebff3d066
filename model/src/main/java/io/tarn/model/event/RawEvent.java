package io.tarn.model.event;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as it arrived: checked for transport only, not yet understood.
 *
 * @param key its event source and message id; the id is minted where the client gave none
 * @param receivedAt the last clock that anything reads on its way
 * @param origin whether it happens now or is told from the past
 * @param refusesSale whether the request carried {@code Sec-GPC: 1}, an opt-out of sale and sharing
 * @param json the one event as a JSON object, with what its batch said for all of its events merged in
 * @param trace the trace that follows it, where one does
 */
public record RawEvent(
        EventKey key,
        Instant receivedAt,
        Origin origin,
        boolean refusesSale,
        String json,
        Optional<TraceContext> trace) {
    /** One that no trace follows. */
    public RawEvent(EventKey key, Instant receivedAt, Origin origin, boolean refusesSale, String json) {
        this(key, receivedAt, origin, refusesSale, json, Optional.empty());
    }

    /** The same, followed by a trace. */
    public RawEvent tracedBy(TraceContext context) {
        return new RawEvent(key, receivedAt, origin, refusesSale, json, Optional.of(context));
    }

    /** Whether an event happens now. */
    public enum Origin {
        /** It may cause a message. */
        LIVE,
        /** It is imported from the past: it changes profiles and never triggers a message. */
        HISTORY
    }
}
