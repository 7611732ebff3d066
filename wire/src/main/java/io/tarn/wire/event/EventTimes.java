package io.tarn.wire.event;

import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.event.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When an event happened.
 *
 * <p>The client's clock is taken to be as wrong as it was when it sent: {@code receivedAt − (sentAt − original)}.
 * Nothing happened after it was received. What is said to have happened before {@link #BELIEVED_FROM}, such as a clock
 * that starts in 1970, is not believed: then it happened when it was received. What the client said is kept either way.
 *
 * <p>What is told from the past arrives long after it was sent, so no clock can be mended by that: its {@code timestamp}
 * counts as it stands, which in an archive has been mended already; else {@code originalTimestamp}, else when the archive
 * says that it was received.
 *
 * @param original as the client said it
 */
record EventTimes(Instant timestamp, Optional<Instant> original) {
    /** Nobody tracked customers before. */
    static final Instant BELIEVED_FROM = Instant.parse("1980-01-01T00:00:00Z");

    private static final List<String> TOLD_IN = List.of("timestamp", "originalTimestamp", "receivedAt");

    /** A clock may be ahead by so much without a word. */
    private static final Duration AHEAD_MAX = Duration.ofDays(1);

    static EventTimes of(RawEvent raw, Map<String, Value> fields, List<Violation> violations) {
        Instant receivedAt = raw.receivedAt();
        if (raw.origin() == RawEvent.Origin.HISTORY) {
            return told(receivedAt, fields, violations);
        }
        Value said = fields.containsKey("originalTimestamp")
                ? fields.get("originalTimestamp")
                : fields.getOrDefault("timestamp", Value.Nothing.NOTHING);
        if (said == null || said == Value.Nothing.NOTHING) {
            return new EventTimes(receivedAt, Optional.empty());
        }
        Optional<Instant> original = Timestamps.read(said);
        if (original.isEmpty()) {
            violations.add(EventViolations.timestampUnreadable());
            return new EventTimes(receivedAt, original);
        }
        Optional<Instant> sentAt = Timestamps.read(fields.getOrDefault("sentAt", Value.Nothing.NOTHING));
        Instant mended = sentAt.map(sent -> original.get().plus(Duration.between(sent, receivedAt)))
                .orElse(original.get())
                .truncatedTo(ChronoUnit.MICROS);
        return believed(receivedAt, mended, original, violations);
    }

    private static EventTimes told(Instant receivedAt, Map<String, Value> fields, List<Violation> violations) {
        Optional<Instant> at = Optional.empty();
        boolean said = false;
        for (String field : TOLD_IN) {
            Value value = fields.getOrDefault(field, Value.Nothing.NOTHING);
            said |= value != Value.Nothing.NOTHING;
            at = at.or(() -> Timestamps.read(value));
        }
        if (at.isEmpty()) {
            if (said) {
                violations.add(EventViolations.timestampUnreadable());
            }
            return new EventTimes(receivedAt, at);
        }
        Optional<Instant> original = Timestamps.read(fields.getOrDefault("originalTimestamp", Value.Nothing.NOTHING));
        return believed(
                receivedAt, at.get().truncatedTo(ChronoUnit.MICROS), original.isPresent() ? original : at, violations);
    }

    private static EventTimes believed(
            Instant receivedAt, Instant mended, Optional<Instant> original, List<Violation> violations) {
        if (mended.isBefore(BELIEVED_FROM)) {
            violations.add(EventViolations.timestampUnbelievable());
            return new EventTimes(receivedAt, original);
        }
        if (mended.isAfter(receivedAt)) {
            if (mended.isAfter(receivedAt.plus(AHEAD_MAX))) {
                violations.add(EventViolations.timestampAhead());
            }
            return new EventTimes(receivedAt, original);
        }
        return new EventTimes(mended, original);
    }
}
