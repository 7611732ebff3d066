package io.tarn.understand.trait;

import io.tarn.lake.dialect.Dialect;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** When a text is a number, and how numbers are written: the same in Java and in SQL. */
public final class Numbers {
    /** What both engines take for a number: up to twelve digits before the point and six after it. */
    static final String FORM = "^-?[0-9]{1,12}([.][0-9]{1,6})?$";

    private static final int WHOLE_DIGITS_MAX = 12;
    private static final int SCALE = 6;

    private Numbers() {}

    /** The number of a text in SQL, DECIMAL(18,6); NULL where it is none. */
    public static String sql(Dialect dialect, String text) {
        return "CASE WHEN " + dialect.matches(text, FORM) + " THEN CAST(" + text + " AS DECIMAL(18,6)) END";
    }

    static Optional<BigDecimal> parse(String text) {
        return isNumber(text) ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** What {@link #FORM} says, letter by letter. */
    private static boolean isNumber(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        int point = digitsEnd(text, from);
        if (point == from || point - from > WHOLE_DIGITS_MAX) {
            return false;
        }
        if (point == text.length()) {
            return true;
        }
        int end = digitsEnd(text, point + 1);
        return text.charAt(point) == '.' && end == text.length() && end > point + 1 && end - point - 1 <= SCALE;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
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
