package io.tarn.collect.normalize;

import io.tarn.model.policy.DateOrder;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a calendar date in any of the forms that people and programs write. */
final class DateReader {
    private static final int YEAR_MIN = 1000;
    private static final int YEAR_MAX = 2999;
    private static final int CENTURY_TURN = 30;
    private static final long EXCEL_MIN = 10_000;
    private static final long EXCEL_MAX = 80_000;
    private static final LocalDate EXCEL_ORIGIN = LocalDate.of(1899, 12, 30);

    private DateReader() {}

    /** A date as far as it is known; month and day are 0 where they are not, and may lie outside the calendar. */
    record Parts(int year, int month, int day) {
        boolean isReal() {
            if (month == 0) {
                return true;
            }
            return month <= 12 && (day == 0 || day <= YearMonth.of(year, month).lengthOfMonth());
        }

        String iso() {
            String text = pad(year, 4);
            if (month == 0) {
                return text;
            }
            return day == 0 ? text + "-" + pad(month, 2) : text + "-" + pad(month, 2) + "-" + pad(day, 2);
        }
    }

    static Optional<Parts> read(String text, DateOrder order) {
        List<String> numbers = new ArrayList<>(3);
        int month = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = i + 1;
            if (isDigit(c)) {
                while (end < text.length() && isDigit(text.charAt(end))) {
                    end++;
                }
                numbers.add(text.substring(i, end));
            } else if (Character.isLetter(c)) {
                while (end < text.length() && Character.isLetter(text.charAt(end))) {
                    end++;
                }
                String word = text.substring(i, end);
                int named = MonthNames.month(word);
                if (named > 0 && month == 0) {
                    month = named;
                } else if (named > 0 || !MonthNames.isIgnored(word)) {
                    return Optional.empty();
                }
            } else if (" -/.,'".indexOf(c) < 0) {
                return Optional.empty();
            }
            i = end;
        }
        if (numbers.size() > 3 || numbers.stream().anyMatch(number -> number.length() > 8)) {
            return Optional.empty();
        }
        return month > 0 ? named(numbers, month) : numeric(numbers, order);
    }

    private static Optional<Parts> named(List<String> numbers, int month) {
        return switch (numbers.size()) {
            case 1 -> parts(year(numbers.getFirst()), month, 0);
            case 2 -> {
                boolean yearFirst = numbers.getFirst().length() == 4;
                String year = yearFirst ? numbers.getFirst() : numbers.getLast();
                String day = yearFirst ? numbers.getLast() : numbers.getFirst();
                yield day.length() > 2 ? Optional.empty() : parts(year(year), month, Integer.parseInt(day));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Parts> numeric(List<String> numbers, DateOrder order) {
        return switch (numbers.size()) {
            case 1 -> single(numbers.getFirst(), order);
            case 2 -> {
                String first = numbers.getFirst();
                String second = numbers.getLast();
                if (first.length() == 4 && second.length() <= 2) {
                    yield inYear(year(first), Integer.parseInt(second));
                }
                yield second.length() == 4 && first.length() <= 2
                        ? inYear(year(second), Integer.parseInt(first))
                        : Optional.empty();
            }
            case 3 -> triple(numbers.get(0), numbers.get(1), numbers.get(2), order);
            default -> Optional.empty();
        };
    }

    private static Optional<Parts> inYear(int year, int month) {
        return month < 1 || month > 12 ? Optional.empty() : parts(year, month, 0);
    }

    private static Optional<Parts> single(String digits, DateOrder order) {
        int number = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 4 -> number < YEAR_MIN || number > YEAR_MAX ? Optional.empty() : parts(number, 0, 0);
            case 5 -> excel(number);
            case 6 -> inYear(number / 100, number % 100);
            case 8 -> {
                int year = number / 10_000;
                boolean yearFirst = year >= YEAR_MIN && year <= YEAR_MAX;
                int lastYear = number % 10_000;
                boolean yearLast = lastYear >= YEAR_MIN && lastYear <= YEAR_MAX;
                boolean preferLast = yearLast && order != DateOrder.YEAR_MONTH_DAY && (year < 1700 || year > 2100);
                yield yearFirst && !preferLast
                        ? ordered(year, number / 100 % 100, number % 100)
                        : triple(digits.substring(0, 2), digits.substring(2, 4), digits.substring(4), order);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Parts> excel(int serial) {
        if (serial < EXCEL_MIN || serial > EXCEL_MAX) {
            return Optional.empty();
        }
        LocalDate date = EXCEL_ORIGIN.plusDays(serial);
        return parts(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private static Optional<Parts> triple(String a, String b, String c, DateOrder order) {
        if (a.length() == 4 && b.length() <= 2 && c.length() <= 2) {
            return ordered(year(a), Integer.parseInt(b), Integer.parseInt(c));
        }
        if (a.length() > 2 || b.length() > 2 || (c.length() != 4 && c.length() != 2)) {
            return Optional.empty();
        }
        if (order == DateOrder.YEAR_MONTH_DAY && c.length() == 2) {
            return ordered(year(a), Integer.parseInt(b), Integer.parseInt(c));
        }
        int first = Integer.parseInt(a);
        int second = Integer.parseInt(b);
        return order == DateOrder.MONTH_DAY_YEAR ? ordered(year(c), first, second) : ordered(year(c), second, first);
    }

    /** Month and day changed about where only that is a date. */
    private static Optional<Parts> ordered(int year, int month, int day) {
        return month > 12 && day <= 12 ? parts(year, day, month) : parts(year, month, day);
    }

    private static Optional<Parts> parts(int year, int month, int day) {
        return year < YEAR_MIN || year > YEAR_MAX ? Optional.empty() : Optional.of(new Parts(year, month, day));
    }

    /** The year of two or four digits; empty where it is none that people are born in or write of. */
    static Optional<Integer> checkedYear(String digits) {
        return parts(year(digits), 0, 0).map(Parts::year);
    }

    private static int year(String digits) {
        int number = Integer.parseInt(digits);
        if (digits.length() > 2) {
            return number;
        }
        return number < CENTURY_TURN ? 2000 + number : 1900 + number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static String pad(int number, int width) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, width - text.length())) + text;
    }
}
