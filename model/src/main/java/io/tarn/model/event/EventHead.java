package io.tarn.model.event;

import io.tarn.model.identity.Identifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every event says, whatever its type.
 *
 * @param key event source and message id
 * @param timestamp when it happened, mended for the client's skewed clock and never later than {@code receivedAt}
 * @param originalTimestamp what the client said, where it said so
 * @param receivedAt when it arrived; {@code asOf} for all that it causes
 * @param identifiers whom it concerns: normalized, without repeats, in the order of the event
 * @param consents what it says of consent, by category; true is given
 * @param context what the client tells of itself, such as {@code page}, {@code ip} and {@code library}
 */
public record EventHead(
        EventKey key,
        Instant timestamp,
        Optional<Instant> originalTimestamp,
        Instant receivedAt,
        RawEvent.Origin origin,
        List<Identifier> identifiers,
        Map<String, Boolean> consents,
        Value.Fields context) {
    public EventHead {
        identifiers = List.copyOf(identifiers);
        consents = Map.copyOf(consents);
    }
}
