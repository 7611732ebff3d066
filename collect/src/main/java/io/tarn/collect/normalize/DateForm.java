package io.tarn.collect.normalize;

import io.tarn.collect.normalize.DateReader.Parts;
import io.tarn.model.policy.DateOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The form of dates and instants: ISO 8601. */
public final class DateForm {
    private static final long EPOCH_SECONDS_MIN = 100_000_000L;

    private DateForm() {}

    /** What a text says about time. */
    public record Reading(String iso, int year, boolean complete, boolean real, boolean withTime) {}

    /** The date in its form; a text that is no date is empty. A time of day is dropped. */
    public static Optional<Reading> date(String text, DateOrder order) {
        String date = text;
        int time = timeStart(text);
        if (time > 0) {
            date = text.substring(0, time);
        }
        return DateReader.read(strip(date), order).map(parts -> reading(parts, time > 0));
    }

    private static Reading reading(Parts parts, boolean withTime) {
        return new Reading(parts.iso(), parts.year(), parts.day() > 0, parts.isReal(), withTime);
    }

    /** The instant in its form, as a date alone where the text has no time of day; empty when it is none. */
    public static Optional<Reading> instant(String text, DateOrder order) {
        Optional<Instant> epoch = epoch(text);
        if (epoch.isPresent()) {
            return epoch.map(at -> new Reading(at.toString(), yearOf(at), true, true, true));
        }
        int start = timeStart(text);
        if (start < 0) {
            return date(text, order);
        }
        Optional<Parts> parts = DateReader.read(strip(text.substring(0, start)), order);
        if (parts.isEmpty() || parts.get().day() == 0 || !parts.get().isReal()) {
            return parts.map(date -> reading(date, false));
        }
        return time(parts.get(), text.substring(start).trim());
    }

    private static Optional<Reading> time(Parts date, String time) {
        try {
            LocalDateTime local = LocalDateTime.of(date.year(), date.month(), date.day(), 0, 0);
            ClockText clock = ClockText.of(time);
            Instant at = local.plusNanos(clock.nanos())
                    .atOffset(ZoneOffset.UTC)
                    .minusSeconds(clock.offsetSeconds())
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
            return Optional.of(new Reading(at.toString(), yearOf(at), true, true, true));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> epoch(String text) {
        if (!Texts.isDigits(text) || (text.length() != 10 && text.length() != 13 && text.length() != 16)) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        Instant at = switch (text.length()) {
            case 10 -> Instant.ofEpochSecond(number);
            case 13 -> Instant.ofEpochMilli(number);
            default -> Instant.EPOCH.plus(number, ChronoUnit.MICROS);
        };
        return at.getEpochSecond() < EPOCH_SECONDS_MIN ? Optional.empty() : Optional.of(at);
    }

    private static int yearOf(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC).getYear();
    }

    /** Where the time of day begins: at the digits before the first colon; -1 when there is none. */
    private static int timeStart(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            return -1;
        }
        int start = colon;
        while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return start > 0 && colon - start <= 2 && colon > start ? start : -1;
    }

    private static String strip(String date) {
        int end = date.length();
        while (end > 0 && " Tt,".indexOf(date.charAt(end - 1)) >= 0 && !endsInWord(date, end)) {
            end--;
        }
        return date.substring(0, end);
    }

    private static boolean endsInWord(String date, int end) {
        return end > 1 && Character.isLetter(date.charAt(end - 1)) && Character.isLetter(date.charAt(end - 2));
    }
}
