package io.tarn.audience.eval;

import io.tarn.audience.Micros;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;

/** When the month and day of a time come round, in UTC. February 29 does on the 28th where a year has no 29th. */
final class Anniversaries {
    private static final MonthDay LEAP = MonthDay.of(2, 29);

    private Anniversaries() {}

    static long answer(long at, int days, long asOf) {
        LocalDate today = day(asOf);
        LocalDate next = next(MonthDay.from(day(at)), today);
        long away = ChronoUnit.DAYS.between(today, next);
        LocalDate change = away <= days ? next.plusDays(1) : next.minusDays(days);
        return Answer.of(away <= days, Micros.of(change));
    }

    private static LocalDate next(MonthDay day, LocalDate today) {
        LocalDate thisYear = day.atYear(today.getYear());
        return thisYear.isBefore(today) ? day.atYear(today.getYear() + 1) : thisYear;
    }

    /** The months and days that come round from a day on, each as month times 100 plus day. */
    static List<Integer> roundFrom(long asOf, int days) {
        LocalDate today = day(asOf);
        TreeSet<Integer> round = new TreeSet<>();
        for (int i = 0; i <= days; i++) {
            LocalDate day = today.plusDays(i);
            round.add(code(MonthDay.from(day)));
            if (!day.isLeapYear() && LEAP.atYear(day.getYear()).equals(day)) {
                round.add(code(LEAP));
            }
        }
        return List.copyOf(round);
    }

    private static int code(MonthDay day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    private static LocalDate day(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, Micros.PER_DAY));
    }
}
