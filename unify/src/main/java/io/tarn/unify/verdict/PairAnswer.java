package io.tarn.unify.verdict;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a reviewer made of a pair.
 *
 * @param id of the question
 * @param confidence from 0 to 1, as the reviewer says; 0 where it says none
 * @param reason in its words, without values of the records
 */
public record PairAnswer(String id, Finding finding, double confidence, String reason, Cost cost) {
    /** What was found. */
    public enum Finding {
        SAME,
        DIFFERENT,
        /** It would not say, or said something else than it was asked for: a person decides. */
        UNSURE,
        /** It did not answer: it may be asked again. */
        UNANSWERED
    }

    /**
     * What an answer took, attempts that failed included.
     *
     * @param money in the currency in which prices are given
     */
    public record Cost(long inputTokens, long outputTokens, BigDecimal money, Duration latency, int attempts) {
        public static final Cost NONE = new Cost(0, 0, BigDecimal.ZERO, Duration.ZERO, 0);

        public Cost plus(Cost other) {
            return new Cost(
                    inputTokens + other.inputTokens,
                    outputTokens + other.outputTokens,
                    money.add(other.money),
                    latency.plus(other.latency),
                    attempts + other.attempts);
        }
    }
}
