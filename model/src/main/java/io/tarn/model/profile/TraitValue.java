package io.tarn.model.profile;

import io.tarn.model.event.Value;
import java.time.Instant;

/**
 * The value of a trait and where it came from.
 *
 * @param source the event source or table source that said it
 * @param at when it was so, by that source
 * @param reference the message id or record id that said it: decides between two of one instant
 */
public record TraitValue(Value value, String source, Instant at, String reference) {
    /** Whether this one survives beside another of the same trait: the later, then the greater reference. */
    public boolean survives(TraitValue other) {
        int order = at.compareTo(other.at);
        if (order == 0) {
            order = reference.compareTo(other.reference);
        }
        if (order == 0) {
            order = source.compareTo(other.source);
        }
        return order >= 0;
    }
}
