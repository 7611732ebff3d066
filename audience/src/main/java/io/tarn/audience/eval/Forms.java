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

    private static final Pattern NUMBER_PATTERN = Pattern.compile(NUMBER);
    private static final Pattern DAY_PATTERN = Pattern.compile(DAY);
    private static final Pattern MOMENT_PATTERN = Pattern.compile(MOMENT);
    private static final Pattern MOMENT_WITHOUT_OFFSET_PATTERN = Pattern.compile(MOMENT_WITHOUT_OFFSET);
    /** A sum may have more digits than a value. */
    private static final Pattern SUM_PATTERN = Pattern.compile("-?[0-9]{1,32}([.][0-9]{1,6})?");

    private Forms() {}

    /** Without noughts after the point. */
    static @Nullable BigDecimal number(@Nullable Value value) {
        return value instanceof Value.Decimal(BigDecimal number) ? number : parsed(value, NUMBER_PATTERN);
    }

    /** A number that may have the digits of a sum. */
    static @Nullable BigDecimal sum(@Nullable Value value) {
        return value instanceof Value.Decimal(BigDecimal number) ? number : parsed(value, SUM_PATTERN);
    }

    private static @Nullable BigDecimal parsed(@Nullable Value value, Pattern pattern) {
        if (!(value instanceof Value.Text(String text))
                || !pattern.matcher(text).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
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
