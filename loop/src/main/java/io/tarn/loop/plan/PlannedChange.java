package io.tarn.loop.plan;

import io.tarn.loop.gold.PairScore;
import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One change as an example: the profiles that it is about before and after it, and what did it.
 *
 * @param profileId the profile that lives on, is new, or is gone
 * @param before the profiles that become part of it, or that it comes out of; its own first
 * @param after it, and what comes out of it
 */
public record PlannedChange(Kind kind, String profileId, List<Side> before, List<Side> after, Optional<Cause> cause) {
    public PlannedChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** What happens to people. */
    public enum Kind {
        MERGE,
        SPLIT,
        NEW,
        VANISH
    }

    /**
     * A profile as somebody would see it.
     *
     * @param traits some of its values, by column
     * @param records the first of its records
     * @param recordCount how many it has
     */
    public record Side(String profileId, Map<String, String> traits, List<RecordRef> records, long recordCount) {
        public Side {
            traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits));
            records = List.copyOf(records);
        }
    }

    /**
     * The pair of records that a merge or a split hangs on.
     *
     * @param link what joins them in the run, or joined them before it
     * @param otherwise what is known of the same pair on the other side of the change
     * @param score how the run's model and rules see the pair
     */
    public record Cause(Link link, Optional<Link> otherwise, Optional<PairScore> score) {}
}
