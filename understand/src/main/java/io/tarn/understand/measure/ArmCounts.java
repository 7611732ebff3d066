package io.tarn.understand.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many persons of an arm converted, and what that was worth.
 *
 * @param conversions how many persons converted, each counted once
 * @param value what their conversions were worth together
 * @param squares the sum of the squares of what each person's were worth
 */
public record ArmCounts(long persons, long conversions, BigDecimal value, BigDecimal squares) {
    /** An arm of nobody. */
    public static final ArmCounts NOBODY = new ArmCounts(0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int SCALE = 6;

    public ArmCounts {
        if (conversions < 0 || conversions > persons) {
            throw new IllegalArgumentException(conversions + " of " + persons + " persons cannot have converted.");
        }
    }

    /** The share of persons who converted; nought where there is nobody. */
    public double rate() {
        return persons == 0 ? 0 : (double) conversions / persons;
    }

    /** Half up to six digits after the point; nought where there is nobody. */
    public BigDecimal valuePerPerson() {
        return persons == 0 ? BigDecimal.ZERO : value.divide(BigDecimal.valueOf(persons), SCALE, RoundingMode.HALF_UP);
    }
}
