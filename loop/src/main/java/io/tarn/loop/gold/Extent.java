package io.tarn.loop.gold;

import io.tarn.model.identity.MatchModel;
import java.util.List;
import java.util.Optional;

/** How much a run works on, by which model, and why. */
public sealed interface Extent {
    /** The model of an earlier run that scores the pairs of this one; empty when it trains its own. */
    Optional<MatchModel> kept();

    /** Why so, as a clause that follows a colon. */
    String because();

    /** All records. */
    record Whole(Optional<MatchModel> kept, String because) implements Extent {}

    /**
     * What new, changed and gone records reach; the rest stands as the last run left it.
     *
     * @param keys the blocking keys of the last run
     */
    record Part(MatchModel model, RecordChanges changes, List<String> keys, String because) implements Extent {
        public Part {
            keys = List.copyOf(keys);
        }

        @Override
        public Optional<MatchModel> kept() {
            return Optional.of(model);
        }
    }
}
