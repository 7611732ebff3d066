package io.tarn.loop.live;

import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.List;

/** Where pairs for review are kept until a person has looked at them. Confined to one thread. */
interface ReviewRows {
    /** Keeps pairs; one that is kept already, of the same model, stays one. */
    void keep(List<Pair> pairs);

    /**
     * Two constituents that may be one person.
     *
     * @param left the lesser id
     * @param offset the log entry up to which the profiles were known
     */
    record Pair(ProfileId left, ProfileId right, Evidence evidence, String modelVersion, Instant seenAt, long offset) {}
}
