package io.tarn.wire.row;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Instants as rows spell them, such as {@code 2026-03-01T12:30:00.000250Z}: every row has several. */
final class InstantText {
    private static final int LENGTH = "2026-03-01T12:30:00.000250Z".length();
    private static final int SECONDS_A_DAY = 86_400;
    private static final int YEAR_MAX = 9999;

    private InstantText() {}

    /** To the microsecond, as tables keep it. */
    static void write(JsonGenerator json, Instant instant) throws IOException {
        long seconds = instant.getEpochSecond();
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_A_DAY));
        if (day.getYear() < 0 || day.getYear() > YEAR_MAX) {
            json.writeString(instant.truncatedTo(ChronoUnit.MICROS).toString());
            return;
        }
        int second = Math.floorMod(seconds, SECONDS_A_DAY);
        char[] text = new char[LENGTH];
        digits(text, 0, 4, day.getYear());
        text[4] = '-';
        digits(text, 5, 2, day.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, day.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, second / 3600);
        text[13] = ':';
        digits(text, 14, 2, second / 60 % 60);
        text[16] = ':';
        digits(text, 17, 2, second % 60);
        text[19] = '.';
        digits(text, 20, 6, instant.getNano() / 1000);
        text[26] = 'Z';
        json.writeString(text, 0, LENGTH);
    }

    private static void digits(char[] text, int from, int count, int number) {
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
