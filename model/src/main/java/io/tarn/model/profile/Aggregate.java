package io.tarn.model.profile;

import io.tarn.model.event.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The running state of one computed trait over the events of one constituent. States of two constituents combine to
 * the state over both, in any order.
 */
public sealed interface Aggregate {
    /** How many events. */
    record Count(long events) implements Aggregate {}

    /** The exact sum of numbers, and how many there are. */
    record Total(BigDecimal sum, long numbers) implements Aggregate {}

    /** The value that stands at an end of an order: least, greatest, first or last. */
    record Edge(Value value, Instant at, String messageId) implements Aggregate {}

    /** How often each value was there, by its text. Not larger than {@link #VALUES_MAX}. */
    record Tally(Map<String, Long> counts) implements Aggregate {
        public Tally {
            counts = NamedValues.copyOf(counts);
        }
    }

    /** How many different values a tally holds at most; further ones are not counted, by any road. */
    int VALUES_MAX = 1000;

    /**
     * The state of a computed trait.
     *
     * @param aggregate empty when no event stands in the window
     * @param leavesAt when the oldest event in the window leaves it; empty without a window or without events
     */
    record State(Optional<Aggregate> aggregate, Optional<Instant> leavesAt) {
        public static final State EMPTY = new State(Optional.empty(), Optional.empty());
    }
}
