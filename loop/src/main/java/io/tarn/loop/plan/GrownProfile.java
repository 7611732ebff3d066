package io.tarn.loop.plan;

import java.util.List;

/**
 * A profile that would grow, and why it may not be one person.
 *
 * @param recordsBefore of the profile of this id in the last run; 0 for a new one
 * @param sources from which it would get records
 */
public record GrownProfile(PlannedChange.Side side, long recordsBefore, List<String> doubts, List<String> sources) {
    public GrownProfile {
        doubts = List.copyOf(doubts);
        sources = List.copyOf(sources);
    }
}
