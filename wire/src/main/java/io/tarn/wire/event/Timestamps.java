package io.tarn.wire.event;

import io.tarn.model.event.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instants as clients write them: ISO 8601, without a zone in UTC, a day alone at its start; or a number of seconds or
 * milliseconds since 1970, told apart by size. Kept to the microsecond.
 */
final class Timestamps {
    private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal MILLIS_MAX = BigDecimal.valueOf(253_402_300_799_999L);
    private static final int LENGTH_MIN = 9;
    private static final int DAY_LENGTH = 10;
    private static final int TEXT_LENGTH_MAX = 40;

    private static final Pattern NUMBER = Pattern.compile("\\d{9,15}(\\.\\d{1,9})?");

    private Timestamps() {}

    /** The instant that a value names; empty when it names none. */
    static Optional<Instant> read(Value value) {
        return switch (value) {
            case Value.Text(String text) -> ofText(text);
            case Value.Decimal(BigDecimal number) -> ofNumber(number);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> ofText(String said) {
        String text = said.strip();
        if (text.length() < LENGTH_MIN || text.length() > TEXT_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            Instant plain = plain(text);
            if (plain != null) {
                return Optional.of(plain);
            }
            if (NUMBER.matcher(text).matches()) {
                return ofNumber(new BigDecimal(text));
            }
            if (text.length() == DAY_LENGTH) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            if (text.length() < DAY_LENGTH) {
                return Optional.empty();
            }
            String iso = text.charAt(DAY_LENGTH) == ' ' ? text.replace(' ', 'T') : text;
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+', DAY_LENGTH) > 0 || iso.indexOf('-', DAY_LENGTH) > 0;
            Instant instant = zoned
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return Optional.of(instant.truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The form in which almost every client writes, {@code 2026-01-31T12:34:56.789Z}, read by its digits. */
    private static @Nullable Instant plain(String text) {
        if (text.length() != 24
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(19) != '.'
                || text.charAt(23) != 'Z') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int milli = digits(text, 20, 23);
        if ((year | month | day | hour | minute | second | milli) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * 86_400 + hour * 3_600L + minute * 60L + second, milli * 1_000_000L);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static Optional<Instant> ofNumber(BigDecimal number) {
        if (number.abs().compareTo(MILLIS_MAX) > 0) {
            return Optional.empty();
        }
        BigDecimal millis = number.abs().compareTo(MILLIS_FROM) < 0 ? number.movePointRight(3) : number;
        long micros = millis.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact();
        return Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
