package io.tarn.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Times and spans as microseconds, which is what tables keep: times since 1970 in UTC, what is finer left out. */
public final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1000;
    private static final long SECONDS_PER_DAY = 86_400;

    public static final long PER_DAY = SECONDS_PER_DAY * PER_SECOND;

    private Micros() {}

    public static long of(Instant at) {
        return at.getEpochSecond() * PER_SECOND + at.getNano() / NANOS;
    }

    /** The first microsecond that is not before an instant. */
    public static long ceiling(Instant at) {
        return at.getEpochSecond() * PER_SECOND + (at.getNano() + NANOS - 1) / NANOS;
    }

    public static long of(Duration span) {
        return span.getSeconds() * PER_SECOND + span.getNano() / NANOS;
    }

    /** The first instant of a day in UTC. */
    public static long of(LocalDate day) {
        return day.toEpochDay() * PER_DAY;
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }
}
