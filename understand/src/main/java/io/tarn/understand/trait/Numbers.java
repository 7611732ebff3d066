package io.tarn.understand.trait;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a text is a number, and how numbers are written: the same in Java and in SQL. */
final class Numbers {
    /** What both engines take for a number: up to twelve digits before the point and six after it. */
    static final String FORM = "^-?[0-9]{1,12}([.][0-9]{1,6})?$";

    private static final Pattern NUMBER = Pattern.compile(FORM);
    private static final int SCALE = 6;

    private Numbers() {}

    static Optional<BigDecimal> parse(String text) {
        return NUMBER.matcher(text).find() && text.indexOf('\n') < 0
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    /** Half up to six digits after the point. */
    static BigDecimal average(BigDecimal sum, long numbers) {
        return sum.divide(BigDecimal.valueOf(numbers), SCALE, RoundingMode.HALF_UP);
    }

    /** Plain digits without trailing noughts. */
    static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
