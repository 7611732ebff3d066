package io.tarn.audience;

import java.time.Duration;

/** How long a length of time in an expression may be, and how it is written. */
public final class Spans {
    public static final Duration MIN = Duration.ofMinutes(1);
    /** Ten years, as for computed traits. */
    public static final Duration MAX = Duration.ofDays(3660);

    private Spans() {}

    /** Whether it is whole minutes between {@link #MIN} and {@link #MAX}. */
    public static boolean isSpan(Duration span) {
        return span.compareTo(MIN) >= 0
                && span.compareTo(MAX) <= 0
                && span.equals(Duration.ofMinutes(span.toMinutes()));
    }

    static void check(Duration span) {
        if (!isSpan(span)) {
            throw AudienceErrors.span();
        }
    }

    /** In the largest unit that divides it: {@code 14 days}, {@code 1 hour}; as ISO 8601 writes it where none does. */
    public static String text(Duration span) {
        if (!span.equals(Duration.ofMinutes(span.toMinutes()))) {
            return span.toString();
        }
        long minutes = span.toMinutes();
        if (minutes % (24 * 60) == 0) {
            return counted(minutes / (24 * 60), "day");
        }
        return minutes % 60 == 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
