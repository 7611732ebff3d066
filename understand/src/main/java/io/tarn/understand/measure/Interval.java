package io.tarn.understand.measure;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A difference as it was found, and between what the true one lies with a confidence of 95 %.
 *
 * @param estimate as it was found
 */
public record Interval(double estimate, double low, double high) {
    /** Whether the sign of the true difference is known, by that confidence. */
    public boolean isDistinguishable() {
        return low > 0 || high < 0;
    }

    /**
     * The difference of two rates, treated less control, by Newcombe's hybrid of two score intervals: it holds what it
     * says for few persons and for rates near nought and one, where the usual normal interval does not.
     */
    static Interval ofRates(ArmCounts treated, ArmCounts control) {
        Proportion left = new Proportion(treated.conversions(), treated.persons());
        Proportion right = new Proportion(control.conversions(), control.persons());
        double difference = treated.rate() - control.rate();
        double below = Math.hypot(treated.rate() - left.low(), right.high() - control.rate());
        double above = Math.hypot(left.high() - treated.rate(), control.rate() - right.low());
        return new Interval(difference, difference - below, difference + above);
    }

    /** The difference of two values per person, treated less control, by the normal approximation. */
    static Interval ofValues(ArmCounts treated, ArmCounts control) {
        double difference =
                mean(treated).subtract(mean(control), MathContext.DECIMAL128).doubleValue();
        double reach = Proportion.Z * Math.sqrt(squaredError(treated) + squaredError(control));
        return new Interval(difference, difference - reach, difference + reach);
    }

    private static BigDecimal mean(ArmCounts arm) {
        return arm.value().divide(BigDecimal.valueOf(arm.persons()), MathContext.DECIMAL128);
    }

    /** The variance of an arm's mean. Decimals up to here: the difference of two large numbers may be small. */
    private static double squaredError(ArmCounts arm) {
        BigDecimal aroundMean =
                arm.squares().subtract(mean(arm).multiply(arm.value(), MathContext.DECIMAL128), MathContext.DECIMAL128);
        return Math.max(0, aroundMean.doubleValue()) / (arm.persons() - 1) / arm.persons();
    }
}
