package io.tarn.collect.normalize;

import java.time.DateTimeException;
import java.time.ZoneOffset;

/**
 * A time of day and its distance from UTC.
 *
 * @param nanos since midnight
 * @param offsetSeconds east of UTC; 0 where the text names no zone
 */
record ClockText(long nanos, int offsetSeconds) {
    private static final long SECOND = 1_000_000_000L;

    /** Reads {@code 8:26}, {@code 08:26:01.5 pm}, {@code 08:26:01+02:00}, {@code 08:26:01Z}; throws when it is none. */
    static ClockText of(String text) {
        String rest = text.toLowerCase(java.util.Locale.ROOT);
        int hour = Integer.parseInt(digits(rest));
        rest = rest.substring(digits(rest).length() + 1);
        int minute = Integer.parseInt(digits(rest));
        rest = rest.substring(digits(rest).length());
        long nanos = 0;
        if (rest.startsWith(":")) {
            rest = rest.substring(1);
            nanos = Integer.parseInt(digits(rest)) * SECOND;
            rest = rest.substring(digits(rest).length());
        }
        if (rest.startsWith(".") || rest.startsWith(",")) {
            String fraction = digits(rest.substring(1));
            rest = rest.substring(1 + fraction.length());
            nanos += Long.parseLong((fraction + "000000000").substring(0, 9));
        }
        rest = rest.strip();
        if (rest.startsWith("am") || rest.startsWith("pm")) {
            hour = hour % 12 + (rest.startsWith("pm") ? 12 : 0);
            rest = rest.substring(2).strip();
        }
        if (hour > 23 || minute > 59 || nanos >= 60 * SECOND) {
            throw new DateTimeException("no time of day");
        }
        return new ClockText((hour * 60L + minute) * 60 * SECOND + nanos, zone(rest));
    }

    private static int zone(String text) {
        String zone = text;
        for (String name : new String[] {"utc", "gmt", "z"}) {
            if (zone.startsWith(name)) {
                zone = zone.substring(name.length()).strip();
                break;
            }
        }
        if (zone.isEmpty()) {
            return 0;
        }
        if (zone.startsWith("[") || zone.startsWith("(")) {
            return 0;
        }
        return ZoneOffset.of(zone).getTotalSeconds();
    }

    private static String digits(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
