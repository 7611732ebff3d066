package io.tarn.unify.survivorship;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value that one record brings for a trait of its profile.
 *
 * @param value normalized, in the canonical text of its type
 * @param observedAt when the source last saw the record; null where it does not say
 */
public record Candidate(
        String value,
        String source,
        String recordId,
        @Nullable Instant observedAt,
        ConsentState consent) {

    /** What a record says of consent, over all its consent traits. */
    public enum ConsentState {
        /** At least one consent is given and none refused. */
        GIVEN,
        UNKNOWN,
        /** At least one consent is refused. */
        REFUSED
    }
}
