package io.tarn.agents.pair;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a run may spend on a language model.
 *
 * @param pairsMax how many pairs it may ask about
 * @param tokensMax how many tokens may be read and written; empty for no limit of their own
 * @param moneyMax what may be paid, by the prices; empty for no limit of its own
 * @param inputPrice of a million tokens that the model reads
 * @param outputPrice of a million tokens that it writes
 */
public record ReviewBudget(
        int pairsMax,
        Optional<Long> tokensMax,
        Optional<BigDecimal> moneyMax,
        BigDecimal inputPrice,
        BigDecimal outputPrice) {
    private static final int MILLION_DIGITS = 6;

    /** So many pairs, at no price. */
    public static ReviewBudget ofPairs(int pairsMax) {
        return new ReviewBudget(pairsMax, Optional.empty(), Optional.empty(), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    BigDecimal price(long inputTokens, long outputTokens) {
        return inputPrice
                .multiply(BigDecimal.valueOf(inputTokens))
                .add(outputPrice.multiply(BigDecimal.valueOf(outputTokens)))
                .movePointLeft(MILLION_DIGITS);
    }
}
