package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares dates of birth, with the ways in which people and forms get them wrong. Ages stand in for them where nothing
 * else is known, and are compared with ages alone: when somebody was so old, a record seldom says.
 */
final class DateComparer implements Comparer<DateComparer.Day> {
    private static final int EQUAL = 1;
    private static final int EQUAL_FIRST = 2;
    private static final int SWAPPED = 3;
    private static final int ONE_EDIT = 4;
    private static final int PLACEHOLDER = 5;
    private static final int NEAR = 6;
    private static final int TWO_EDITS = 7;
    private static final int MONTH_AND_DAY = 8;
    private static final int YEAR = 9;
    private static final int NEAR_YEAR = 10;
    private static final int DECADE = 11;
    private static final int OTHER = 12;
    private static final int OTHER_AGE = 13;

    private static final int AGE_DIGITS_MAX = 3;
    /** The year from which ages count back, so that no year of a calendar is taken for one of theirs. */
    private static final int AGES = 20_000;

    /**
     * A date as it was written, valid or not; month and day are 0 where unknown.
     *
     * @param isAge whether only an age is known, and the year counts back from it: that of no calendar
     * @param digits all eight, four bits each, the first in the highest; none where only the year is known
     */
    record Day(int year, int month, int day, int digits, long hash, boolean isAge) {
        boolean isWhole() {
            return month > 0;
        }

        boolean isFirstOfYear() {
            return month == 1 && day == 1;
        }

        int ordinal() {
            return year * 372 + month * 31 + day;
        }
    }

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.BIRTH_DATE;
    }

    @Override
    public @Nullable Day prepare(RecordValues record, Words words) {
        String digits = Fold.digits(record.text(MatchField.BIRTH_DATE));
        if (digits.length() < 4) {
            return age(record.text(MatchField.AGE));
        }
        int year = Integer.parseInt(digits.substring(0, 4));
        if (digits.length() < 8) {
            return new Day(year, 0, 0, 0, Hash.of(digits.substring(0, 4)), false);
        }
        String whole = digits.substring(0, 8);
        int month = Integer.parseInt(whole.substring(4, 6));
        int day = Integer.parseInt(whole.substring(6, 8));
        return new Day(year, month, day, Integer.parseUnsignedInt(whole, 16), Hash.of(whole), false);
    }

    private static @Nullable Day age(String raw) {
        int point = raw.indexOf('.');
        String digits = Fold.digits(point < 0 ? raw : raw.substring(0, point));
        if (digits.isEmpty() || digits.length() > AGE_DIGITS_MAX) {
            return null;
        }
        int year = AGES - Integer.parseInt(digits);
        return new Day(year, 0, 0, 0, Hash.mix(year), true);
    }

    @Override
    public List<MatchField> fields() {
        return List.of(MatchField.BIRTH_DATE, MatchField.AGE);
    }

    @Override
    public List<LevelDefault> levels() {
        return List.of(
                new LevelDefault("equal", 0.72, Agreement.EQUAL),
                new LevelDefault("equal, first of January", 0.05, Agreement.EQUAL),
                new LevelDefault("day and month swapped", 0.01, Agreement.ALIKE),
                new LevelDefault("one edit", 0.08, Agreement.ALIKE),
                new LevelDefault("year, first of January", 0.02, Agreement.VAGUE),
                new LevelDefault("within a month", 0.01, Agreement.VAGUE),
                new LevelDefault("two edits", 0.02, Agreement.VAGUE),
                new LevelDefault("month and day", 0.02, Agreement.VAGUE),
                new LevelDefault("year", 0.01, Agreement.VAGUE),
                new LevelDefault("within a year", 0.01, Agreement.VAGUE),
                new LevelDefault("within ten years", 0.01, Agreement.DIFFERENT),
                new LevelDefault("other", 0.04, Agreement.DIFFERENT),
                new LevelDefault("other age", 0.005, Agreement.VAGUE));
    }

    /** What counts by level say of equal dates. */
    static double equal(double[] levels) {
        return levels[EQUAL] + levels[EQUAL_FIRST];
    }

    @Override
    public int level(Day left, Day right) {
        if (left.isAge != right.isAge) {
            return 0;
        }
        if (!left.isWhole() || !right.isWhole()) {
            return partLevel(left, right);
        }
        if (left.hash == right.hash) {
            return left.isFirstOfYear() ? EQUAL_FIRST : EQUAL;
        }
        boolean sameYear = left.year == right.year;
        if (sameYear && left.month == right.day && left.day == right.month) {
            return SWAPPED;
        }
        int edits = DigitEdits.of(left.digits, right.digits);
        boolean placeholder = sameYear && (left.isFirstOfYear() || right.isFirstOfYear());
        if (edits == 1) {
            return ONE_EDIT;
        }
        if (placeholder) {
            return PLACEHOLDER;
        }
        int apart = Math.abs(left.ordinal() - right.ordinal());
        if (apart <= 31) {
            return NEAR;
        }
        if (edits == 2) {
            return TWO_EDITS;
        }
        if (left.month == right.month && left.day == right.day) {
            return MONTH_AND_DAY;
        }
        if (sameYear) {
            return YEAR;
        }
        return apart <= 372 ? NEAR_YEAR : apart <= 3720 ? DECADE : OTHER;
    }

    private static int partLevel(Day left, Day right) {
        int apart = Math.abs(left.year - right.year);
        if (left.isAge) {
            return ageLevel(apart);
        }
        return apart == 0 ? YEAR : apart == 1 ? NEAR_YEAR : apart <= 10 ? DECADE : OTHER;
    }

    /** Ages may have been asked for years apart: they speak against one person, and do not contradict it. */
    private static int ageLevel(int apart) {
        return apart == 0 ? YEAR : apart <= 2 ? NEAR_YEAR : OTHER_AGE;
    }

    @Override
    public long equalKey(Day value) {
        return value.isWhole() ? value.hash : 0;
    }

    @Override
    public void terms(Day value, Term.Sink sink) {
        sink.term(Term.BIRTH_DATE, value.hash, 1);
    }

    @Override
    public void shared(Day left, Day right, int level, Term.Sink sink) {
        if (level == EQUAL || level == EQUAL_FIRST) {
            sink.term(Term.BIRTH_DATE, left.hash, 1);
        }
    }
}
