package io.tarn.loop.quarantine;

import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Violation;
import java.util.List;

/**
 * An event that was put aside.
 *
 * @param offset its place in the log
 * @param name the tracked event's name, else its type; empty when it says neither
 * @param violations what is wrong with it
 */
public record QuarantinedEvent(long offset, RawEvent raw, String name, List<Violation> violations) {
    public QuarantinedEvent {
        violations = List.copyOf(violations);
    }
}
