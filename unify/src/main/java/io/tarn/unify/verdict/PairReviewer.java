package io.tarn.unify.verdict;

import java.util.List;
import java.util.Optional;

/**
 * Somebody who is asked, one run after the other, about pairs that matching leaves open: a language model. It never
 * fails a run: what it does not answer stays for people.
 */
public interface PairReviewer {
    /** Nobody is asked, and nothing that was answered before counts. */
    PairReviewer NONE = silent(Optional.empty());

    /** Who it is, with the version of how it is asked; empty where nobody is. Another name is asked anew. */
    Optional<String> name();

    /** How many pairs a run may ask about. */
    int pairsMax();

    /** Answers questions in their order for as long as its budget lasts. */
    Review review(List<PairQuestion> questions);

    /**
     * The same reviewer, that is asked nothing: what it answered before counts.
     *
     * @param reviewer whose name stays
     */
    static PairReviewer remembering(PairReviewer reviewer) {
        return silent(reviewer.name());
    }

    private static PairReviewer silent(Optional<String> name) {
        return new PairReviewer() {
            @Override
            public Optional<String> name() {
                return name;
            }

            @Override
            public int pairsMax() {
                return 0;
            }

            @Override
            public Review review(List<PairQuestion> questions) {
                return new Review(List.of(), "");
            }
        };
    }

    /**
     * What came of a run's questions.
     *
     * @param answers of those that were asked, in their order; one that was asked and did not come is among them
     * @param stopped why the rest was not asked; empty where all were
     */
    record Review(List<PairAnswer> answers, String stopped) {
        public Review {
            answers = List.copyOf(answers);
        }
    }
}
