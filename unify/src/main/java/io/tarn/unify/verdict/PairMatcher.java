package io.tarn.unify.verdict;

import java.util.List;
import java.util.Optional;

/** A person's own matcher: scores pairs of records, the same pair always alike. */
@FunctionalInterface
public interface PairMatcher {
    /**
     * The scores of a batch from 0 (two persons) to 1 (one person), in its order.
     *
     * @throws io.tarn.model.error.TarnException when it cannot be had: a run must not end otherwise in silence
     */
    List<Double> score(List<PairQuestion> batch);

    /** A name of what it scores by, which nothing else has; empty where nobody knows. Another one is worth a run. */
    default Optional<String> version() {
        return Optional.empty();
    }
}
