package io.tarn.collect.normalize;

import io.tarn.model.policy.NormalizationRule.DateUnit;
import java.util.Optional;

/** The form of a year, a month or a day that stands alone. */
public final class DatePartForm {
    private static final int DIGITS_MAX = 4;

    private DatePartForm() {}

    /** The digits of the part, as many as ISO 8601 gives it; empty where the text tells none. */
    public static Optional<String> of(String text, DateUnit unit) {
        String digits = digits(text);
        if (digits.isEmpty()) {
            int named = unit == DateUnit.MONTH ? MonthNames.month(text) : 0;
            return named == 0 ? Optional.empty() : Optional.of(DateReader.pad(named, 2));
        }
        int number = Integer.parseInt(digits);
        if (unit == DateUnit.YEAR) {
            return digits.length() == 1 || (digits.length() == 2 && number == 0)
                    ? Optional.empty()
                    : DateReader.checkedYear(digits).map(year -> DateReader.pad(year, DIGITS_MAX));
        }
        return number == 0 || number > 99 ? Optional.empty() : Optional.of(DateReader.pad(number, 2));
    }

    /** Of a whole number, with or without noughts behind a point, as tables with gaps are often exported. */
    private static String digits(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        boolean noughts = point < 0 || text.substring(point + 1).chars().allMatch(c -> c == '0');
        return noughts && whole.length() <= DIGITS_MAX && Texts.isDigits(whole) ? whole : "";
    }
}
