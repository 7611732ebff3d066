package io.tarn.audience.eval;

import io.tarn.audience.Micros;
import io.tarn.model.event.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text is taken for: the same patterns for Java and for SQL. */
final class Forms {
    /** No time of the years 1000 to 2999. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** What tables keep of a number: up to twelve digits before the point and six after it. */
    static final String NUMBER = "^-?[0-9]{1,12}([.][0-9]{1,6})?$";

    static final String DAY = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$";
    private static final String CLOCK =
            "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]" + "(:[0-5][0-9]([.][0-9]{1,6})?)?";
    static final String MOMENT = CLOCK + "(Z|[+-][01][0-9]:[0-5][0-9])$";
    static final String MOMENT_WITHOUT_OFFSET = CLOCK + "$";

    private static final int NUMBER_DIGITS_MAX = 12;
    /** A sum may have more digits than a value. */
    private static final int SUM_DIGITS_MAX = 32;

    private static final int DECIMALS_MAX = 6;
    /** So many digits fit into a long. */
    private static final int LONG_DIGITS_MAX = 18;

    private static final Pattern DAY_PATTERN = Pattern.compile(DAY);
    private static final Pattern MOMENT_PATTERN = Pattern.compile(MOMENT);
    private static final Pattern MOMENT_WITHOUT_OFFSET_PATTERN = Pattern.compile(MOMENT_WITHOUT_OFFSET);

    private Forms() {}

    /** Without noughts after the point. */
    static @Nullable BigDecimal number(@Nullable Value value) {
        return value instanceof Value.Decimal(BigDecimal number) ? number : parsed(value, NUMBER_DIGITS_MAX);
    }

    /** A number that may have the digits of a sum. */
    static @Nullable BigDecimal sum(@Nullable Value value) {
        return value instanceof Value.Decimal(BigDecimal number) ? number : parsed(value, SUM_DIGITS_MAX);
    }

    /** As {@link #NUMBER} has it, with so many digits before the point; by hand, since every event is asked often. */
    private static @Nullable BigDecimal parsed(@Nullable Value value, int digitsMax) {
        if (!(value instanceof Value.Text(String text))) {
            return null;
        }
        int begin = text.startsWith("-") ? 1 : 0;
        int point = digitsEnd(text, begin);
        int end = point < text.length() && text.charAt(point) == '.' ? digitsEnd(text, point + 1) : point;
        int decimals = Math.max(0, end - point - 1);
        if (end < text.length()
                || point == begin
                || point - begin > digitsMax
                || (end > point && decimals == 0)
                || decimals > DECIMALS_MAX) {
            return null;
        }
        if (point - begin + decimals > LONG_DIGITS_MAX) {
            BigDecimal stripped = new BigDecimal(text).stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
        long number = 0;
        for (int i = begin; i < end; i++) {
            number = i == point ? number : number * 10 + text.charAt(i) - '0';
        }
        while (decimals > 0 && number % 10 == 0) {
            number /= 10;
            decimals--;
        }
        return BigDecimal.valueOf(begin == 0 ? number : -number, decimals);
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    static @Nullable Boolean flag(@Nullable Value value) {
        return switch (value) {
            case Value.Flag(boolean holds) -> holds;
            case Value.Text(String text) when text.equals("true") -> Boolean.TRUE;
            case Value.Text(String text) when text.equals("false") -> Boolean.FALSE;
            case null -> null;
            case Value.Text _, Value.Decimal _, Value.Sequence _, Value.Fields _, Value.Nothing _ -> null;
        };
    }

    /** Microseconds, or {@link #NO_TIME}. */
    static long time(@Nullable Value value) {
        if (!(value instanceof Value.Text(String text))) {
            return NO_TIME;
        }
        try {
            if (DAY_PATTERN.matcher(text).matches()) {
                return Micros.of(LocalDate.parse(text));
            }
            if (MOMENT_PATTERN.matcher(text).matches()) {
                return moment(text);
            }
            return MOMENT_WITHOUT_OFFSET_PATTERN.matcher(text).matches() ? moment(text + "Z") : NO_TIME;
        } catch (DateTimeException e) {
            return NO_TIME;
        }
    }

    private static long moment(String text) {
        return Micros.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
    }
}
