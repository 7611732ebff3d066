package io.tarn.loop.quarantine;

import java.time.Instant;
import java.util.Optional;

/**
 * Which of the events that were put aside.
 *
 * @param event the tracked event's name, or the type of one that has no name
 * @param reason one of its reasons, such as {@code property_missing}
 * @param since received then or later
 */
public record QuarantineFilter(Optional<String> event, Optional<String> reason, Optional<Instant> since) {
    /** All of them. */
    public static final QuarantineFilter ALL =
            new QuarantineFilter(Optional.empty(), Optional.empty(), Optional.empty());

    boolean keeps(QuarantinedEvent one) {
        return event.filter(name -> !name.equals(one.name())).isEmpty()
                && reason.filter(word -> one.violations().stream()
                                .noneMatch(violation -> violation.reason().equals(word)))
                        .isEmpty()
                && since.filter(instant -> one.raw().receivedAt().isBefore(instant))
                        .isEmpty();
    }
}
