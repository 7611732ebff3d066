package io.tarn.wire.mask;

import io.tarn.model.policy.SemanticTag;
import java.util.BitSet;

/**
 * The rule by which a value is shown without being told: what its {@link SemanticTag} allows to be seen stays, the rest
 * is hidden. The same tag and value always give the same text, and everything works by code point.
 *
 * <p>Two forms share one choice of what stays. {@link #mask} hides the length too and is for any place; {@link
 * #outline} puts one dot for each hidden letter or digit, so that two values can be laid side by side and the places
 * where they differ can be marked.
 */
public final class Masking {
    /** Beyond this many code points a value is cut; the cut is shown as an ellipsis. */
    public static final int LENGTH_MAX = 60;

    /** What is not personal by its tag is still hidden when it is longer than a word or two. */
    private static final int OPEN_LENGTH_MAX = 24;

    /** Below this length the end of an id says too much of it. */
    private static final int ID_LENGTH_MIN = 6;

    private static final int HIDDEN_DOT = 0x2022;

    private Masking() {}

    /** The value in a fixed form, such as {@code a***@e***.com}; its length cannot be read off. */
    public static String mask(SemanticTag tag, String value) {
        int[] points = points(value);
        BitSet seen = seen(tag, points);
        return switch (tag) {
            case PHONE -> phone(points, seen);
            case BIRTH_DATE, TIMESTAMP -> stars(points, seen);
            case FREE_TEXT -> "*** (" + words(value) + ")";
            default -> collapsed(points, seen);
        };
    }

    /** The value with one dot for each hidden code point, as long as the value itself. */
    public static String outline(SemanticTag tag, String value) {
        int[] points = points(value);
        BitSet seen = seen(tag, points);
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            shown.appendCodePoint(seen.get(i) ? points[i] : HIDDEN_DOT);
        }
        return shown.toString();
    }

    /** The positions that stay visible. */
    private static BitSet seen(SemanticTag tag, int[] points) {
        return switch (tag) {
            case EMAIL -> email(points);
            case PHONE -> phoneEnds(points);
            case FULL_NAME,
                    FIRST_NAME,
                    MIDDLE_NAME,
                    LAST_NAME,
                    BIRTH_PLACE,
                    OCCUPATION,
                    ORGANIZATION,
                    ADDRESS,
                    STREET,
                    CITY,
                    REGION,
                    CATEGORY -> initials(points);
            case HOUSE_NUMBER, UNIT, FREE_TEXT -> new BitSet();
            case POSTCODE -> range(0, Math.min(2, points.length - 1));
            case BIRTH_DATE, BIRTH_YEAR, TIMESTAMP -> year(points);
            case BIRTH_MONTH, BIRTH_DAY -> new BitSet();
            case AGE -> range(0, points.length == 2 ? 1 : 0);
            case RECORD_KEY, NATIONAL_ID, DEVICE_ID, ANONYMOUS_ID, USER_ID, EXTERNAL_ID, REFERENCE -> end(points);
            case URL -> url(points);
            case LATITUDE, LONGITUDE -> range(0, indexOf(points, '.', 0) + 1);
            case IP_ADDRESS -> range(0, indexOf(points, '.', 0) + 1);
            case TITLE, GENDER, COUNTRY, CURRENCY, CONSENT, FLAG, SOURCE -> open(points);
            case AMOUNT, QUANTITY, COUNT -> number(points);
        };
    }

    private static BitSet email(int[] points) {
        int at = indexOf(points, '@', 0);
        if (at < 0) {
            return end(points);
        }
        BitSet seen = new BitSet();
        firstLetter(points, 0, seen);
        seen.set(at);
        firstLetter(points, at + 1, seen);
        int dot = lastIndexOf(points, '.');
        if (dot > at) {
            seen.set(dot, points.length);
        }
        return seen;
    }

    private static BitSet phoneEnds(int[] points) {
        BitSet digits = new BitSet();
        for (int i = 0; i < points.length; i++) {
            if (Character.isDigit(points[i])) {
                digits.set(i);
            }
        }
        if (digits.cardinality() < ID_LENGTH_MIN) {
            return new BitSet();
        }
        BitSet seen = new BitSet();
        int last = digits.length() - 1;
        seen.set(last);
        seen.set(digits.previousSetBit(last - 1));
        if (points[0] == '+') {
            int first = digits.nextSetBit(0);
            seen.set(0);
            seen.set(first);
            seen.set(digits.nextSetBit(first + 1));
        }
        return seen;
    }

    private static BitSet initials(int[] points) {
        BitSet seen = separators(points);
        for (int i = 0; i < points.length; i++) {
            if (i == 0 || isSeparator(points[i - 1])) {
                firstLetter(points, i, seen);
            }
        }
        return seen;
    }

    private static void firstLetter(int[] points, int from, BitSet seen) {
        if (from >= points.length || !Character.isLetter(points[from])) {
            return;
        }
        seen.set(from);
        for (int i = from + 1; i < points.length && isMark(points[i]); i++) {
            seen.set(i);
        }
    }

    /** Four digits in a row that can be a year, or the first four of eight. */
    private static BitSet year(int[] points) {
        BitSet seen = separators(points);
        for (int i = 0; i < points.length; i++) {
            int end = i;
            while (end < points.length && Character.isDigit(points[end])) {
                end++;
            }
            boolean long4 = end - i == 4 || end - i == 8 || end - i == 14;
            if (long4 && (points[i] == '1' || points[i] == '2')) {
                seen.set(i, i + 4);
                return seen;
            }
            i = Math.max(i, end);
        }
        return seen;
    }

    private static BitSet end(int[] points) {
        return points.length < ID_LENGTH_MIN ? new BitSet() : range(points.length - 2, points.length);
    }

    private static BitSet url(int[] points) {
        int colon = indexOf(points, ':', 0);
        boolean hasScheme = colon > 0 && colon + 3 < points.length && points[colon + 1] == '/';
        return range(0, hasScheme ? colon + 4 : 1);
    }

    private static BitSet open(int[] points) {
        if (indexOf(points, '@', 0) >= 0) {
            return email(points);
        }
        return points.length > OPEN_LENGTH_MAX ? initials(points) : range(0, points.length);
    }

    private static BitSet number(int[] points) {
        for (int point : points) {
            if (!Character.isDigit(point)
                    && !isSeparator(point)
                    && Character.getType(point) != Character.CURRENCY_SYMBOL) {
                return initials(points);
            }
        }
        return points.length > OPEN_LENGTH_MAX ? new BitSet() : range(0, points.length);
    }

    private static BitSet separators(int[] points) {
        BitSet seen = new BitSet();
        for (int i = 0; i < points.length; i++) {
            if (isSeparator(points[i])) {
                seen.set(i);
            }
        }
        return seen;
    }

    private static BitSet range(int from, int to) {
        BitSet seen = new BitSet();
        if (to > from) {
            seen.set(from, to);
        }
        return seen;
    }

    private static String phone(int[] points, BitSet seen) {
        if (seen.isEmpty()) {
            return collapsed(points, seen);
        }
        StringBuilder shown = new StringBuilder();
        StringBuilder last = new StringBuilder();
        int kept = seen.cardinality();
        for (int i = seen.nextSetBit(0); i >= 0; i = seen.nextSetBit(i + 1)) {
            (kept-- > 2 ? shown : last).appendCodePoint(points[i]);
        }
        return shown + (shown.isEmpty() ? "" : " ") + "*** **" + last;
    }

    private static String stars(int[] points, BitSet seen) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            shown.appendCodePoint(seen.get(i) ? points[i] : '*');
        }
        return shown.toString();
    }

    private static String collapsed(int[] points, BitSet seen) {
        StringBuilder shown = new StringBuilder();
        boolean hidden = false;
        for (int i = 0; i < points.length; i++) {
            boolean visible = seen.get(i);
            if (visible) {
                shown.appendCodePoint(points[i]);
            } else if (!hidden) {
                shown.append("***");
            }
            hidden = !visible;
        }
        return shown.toString();
    }

    private static String words(String value) {
        int words = value.isBlank() ? 0 : value.strip().split("\\s+").length;
        return words == 1 ? "1 word" : words + " words";
    }

    /** Code points without control characters, cut at {@link #LENGTH_MAX}. */
    private static int[] points(String value) {
        int[] points = value.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .limit(LENGTH_MAX + 1L)
                .toArray();
        if (points.length > LENGTH_MAX) {
            points[LENGTH_MAX] = 0x2026;
        }
        return points;
    }

    /** Neither letter, digit, mark nor symbol: what stands between words. */
    private static boolean isSeparator(int point) {
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR,
                    Character.DASH_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static int indexOf(int[] points, int wanted, int from) {
        for (int i = from; i < points.length; i++) {
            if (points[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int lastIndexOf(int[] points, int wanted) {
        for (int i = points.length - 1; i >= 0; i--) {
            if (points[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
