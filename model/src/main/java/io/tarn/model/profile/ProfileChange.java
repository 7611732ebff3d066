package io.tarn.model.profile;

import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one log entry did to one profile.
 *
 * @param offset of the log entry
 * @param profile the profile after it
 * @param absorbed ids of profiles that it took in by a merge
 * @param event the event that did it, where it was one
 * @param traits the traits, computed ones included, whose values changed; an empty one is gone
 */
public record ProfileChange(
        long offset,
        Instant at,
        Kind kind,
        ProfileId profile,
        List<ProfileId> absorbed,
        Optional<RecentEvent> event,
        Map<String, Optional<TraitValue>> traits) {
    public ProfileChange {
        absorbed = List.copyOf(absorbed);
        traits = Collections.unmodifiableMap(traits);
    }

    /** What happened to the profile. */
    public enum Kind {
        /** It was not known before. */
        NEW,
        /** It was known. */
        KNOWN,
        /** Two or more became one. */
        MERGED,
        /** One fell apart. */
        UNMERGED,
        /** A gold run published it. */
        PUBLISHED,
        /** Time passed. */
        TIME,
        /** The person was forgotten. */
        FORGOTTEN
    }
}
