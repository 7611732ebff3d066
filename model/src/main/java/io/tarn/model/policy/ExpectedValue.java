package io.tarn.model.policy;

import io.tarn.model.event.Value;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a message is expected to earn: the value of what it aims at by the probability that it brings it about.
 *
 * @param value in the workspace's currency, not below nought; an exact number as {@link Value.Decimal} knows it
 * @param probability nought to one, with at most six digits after the point
 */
public record ExpectedValue(BigDecimal value, BigDecimal probability) implements Comparable<ExpectedValue> {
    public ExpectedValue {
        if (!fits(value, probability)) {
            throw PolicyErrors.unusable("An expected value", faults(value, probability));
        }
        value = new Value.Decimal(value).number();
        probability = new Value.Decimal(probability).number();
    }

    private static boolean fits(BigDecimal value, BigDecimal probability) {
        return value.signum() >= 0 && Value.Decimal.fits(value) && isProbability(probability);
    }

    private static boolean isProbability(BigDecimal number) {
        return number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0 && Value.Decimal.fits(number);
    }

    private static List<String> faults(BigDecimal value, BigDecimal probability) {
        return List.of(
                isProbability(probability)
                        ? "its value is " + value + "; use 0 or more, with at most twelve digits before the point and"
                                + " six after"
                        : "its probability is " + probability + "; use 0 to 1, with at most six digits after the"
                                + " point");
    }

    /** A value that is taken as it is. */
    public static ExpectedValue certain(BigDecimal value) {
        return new ExpectedValue(value, BigDecimal.ONE);
    }

    /** Value by probability, exactly. */
    public BigDecimal amount() {
        return value.multiply(probability);
    }

    /** By amount: two of one amount are alike, whatever they are made of. */
    @Override
    public int compareTo(ExpectedValue other) {
        return amount().compareTo(other.amount());
    }

    /** Such as {@code 4.5}. */
    @Override
    public String toString() {
        BigDecimal amount = amount();
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
