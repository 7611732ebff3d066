package io.tarn.audience;

import java.util.Locale;
import java.util.Set;

/** What texts may stand in an expression, and which of them must stand in quotes. */
public final class Words {
    /** How many characters (UTF-16 units) one text may have. */
    public static final int TEXT_LENGTH_MAX = 4096;

    private static final int YEAR_MIN = 1000;
    private static final int YEAR_MAX = 2999;

    /** What the grammar uses itself; case is ignored. */
    private static final Set<String> RESERVED = Set.of(
            "ago",
            "and",
            "anniversary",
            "audience",
            "average",
            "by",
            "consents",
            "contains",
            "count",
            "did",
            "distinct",
            "ends",
            "everyone",
            "exists",
            "false",
            "first",
            "for",
            "in",
            "last",
            "max",
            "min",
            "more",
            "most_frequent",
            "next",
            "not",
            "of",
            "or",
            "reachable",
            "starts",
            "sum",
            "than",
            "then",
            "to",
            "today",
            "trait",
            "true",
            "where",
            "with",
            "within");

    private Words() {}

    /** Whether a name can stand without quotes: ASCII letters, digits, underscores and dots, and no reserved word. */
    public static boolean standsBare(String name) {
        return isWord(name) && !isReserved(name);
    }

    public static boolean isReserved(String word) {
        return RESERVED.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isWord(String name) {
        if (name.isEmpty() || !isWordStart(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            if (!isWordPart(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word may begin with it. */
    public static boolean isWordStart(int unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || unit == '_';
    }

    /** Whether a word may go on with it. */
    public static boolean isWordPart(int unit) {
        return isWordStart(unit) || isDigit(unit) || unit == '.';
    }

    public static boolean isDigit(int unit) {
        return unit >= '0' && unit <= '9';
    }

    /** Whether tables can keep a text: no half characters and no nought. */
    public static boolean canBeKept(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return false;
            }
            if (Character.isHighSurrogate(unit)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Refuses a text that no table can keep, or that is too long. */
    static void check(String what, String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            throw AudienceErrors.textTooLong(what, text.length());
        }
        if (!canBeKept(text)) {
            throw AudienceErrors.textUnkeepable(what);
        }
    }

    /** Refuses an empty name and what {@link #check} refuses. */
    static void checkName(String what, String name) {
        if (name.isEmpty()) {
            throw AudienceErrors.nameEmpty(what);
        }
        check(what, name);
    }

    /** Whether days of a year can be written. */
    public static boolean isYear(int year) {
        return year >= YEAR_MIN && year <= YEAR_MAX;
    }

    static void checkYear(int year) {
        if (!isYear(year)) {
            throw AudienceErrors.yearOutOfRange(year);
        }
    }
}
