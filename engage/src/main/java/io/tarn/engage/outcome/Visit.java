package io.tarn.engage.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request for a link or the pixel of a message, and what is known around it.
 *
 * @param target what was asked for; the pixel has an empty one
 * @param method of HTTP, in capitals
 * @param agent what the client calls itself; empty when it does not say
 * @param deliveredAt when the message was handed over, when that is known
 * @param before earlier visits to the same message, lately
 */
public record Visit(
        String target, String method, String agent, Instant at, Optional<Instant> deliveredAt, List<Earlier> before) {
    public Visit {
        before = List.copyOf(before);
    }

    /** An earlier visit. */
    public record Earlier(String target, Instant at) {}

    public boolean isOpen() {
        return target.isEmpty();
    }
}
