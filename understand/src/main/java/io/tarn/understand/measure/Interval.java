package io.tarn.understand.measure;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A difference as it was found, and between what the true one lies with a confidence of 95 %.
 *
 * @param estimate as it was found
 */
public record Interval(double estimate, double low, double high) {
    /** Of the standard normal distribution, the point that 2.5 % lie beyond. */
    private static final double Z = 1.959963984540054;

    /** Whether the sign of the true difference is known, by that confidence. */
    public boolean isDistinguishable() {
        return low > 0 || high < 0;
    }

    /**
     * The difference of two rates, treated less control, by Newcombe's hybrid of two score intervals: it holds what it
     * says for few persons and for rates near nought and one, where the usual normal interval does not.
     */
    static Interval ofRates(ArmCounts treated, ArmCounts control) {
        Score left = Score.of(treated);
        Score right = Score.of(control);
        double difference = treated.rate() - control.rate();
        double below = Math.hypot(treated.rate() - left.low(), right.high() - control.rate());
        double above = Math.hypot(left.high() - treated.rate(), control.rate() - right.low());
        return new Interval(difference, difference - below, difference + above);
    }

    /** The difference of two values per person, treated less control, by the normal approximation. */
    static Interval ofValues(ArmCounts treated, ArmCounts control) {
        double difference =
                mean(treated).subtract(mean(control), MathContext.DECIMAL128).doubleValue();
        double reach = Z * Math.sqrt(squaredError(treated) + squaredError(control));
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

    /** Wilson's score interval of one rate. */
    private record Score(double low, double high) {
        static Score of(ArmCounts arm) {
            double persons = arm.persons();
            double rate = arm.rate();
            double square = Z * Z;
            double middle = rate + square / (2 * persons);
            double reach = Z * Math.sqrt((rate * (1 - rate) + square / (4 * persons)) / persons);
            double whole = 1 + square / persons;
            return new Score(Math.max(0, (middle - reach) / whole), Math.min(1, (middle + reach) / whole));
        }
    }
}
