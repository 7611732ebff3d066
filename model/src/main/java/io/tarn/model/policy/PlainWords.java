package io.tarn.model.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Durations, instants and counts as people read them. */
public final class PlainWords {
    private PlainWords() {}

    /** In the greatest unit that leaves nothing over, such as {@code 7 days} or {@code 90 minutes}. */
    public static String duration(Duration length) {
        long seconds = length.toSeconds();
        if (!length.equals(Duration.ofSeconds(seconds))) {
            return length.toMillis() + " milliseconds";
        }
        if (seconds % 86_400 == 0 && seconds != 0) {
            return count(seconds / 86_400, "day");
        }
        if (seconds % 3600 == 0 && seconds != 0) {
            return count(seconds / 3600, "hour");
        }
        return seconds % 60 == 0 && seconds != 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    /** To the second, such as {@code 2026-03-29 07:00 UTC}. */
    public static String instant(Instant at) {
        return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC)
                        .toString()
                        .replace('T', ' ')
                + " UTC";
    }

    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
