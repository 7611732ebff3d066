package io.tarn.unify.match;

import org.jspecify.annotations.Nullable;

/** A folded word with what its comparison needs at hand. */
final class Word {
    static final double LIKE = 0.88;

    private static final int KIND_COUNT = 64;
    private static final int HEAD_LENGTH = 4;
    private static final int HEAD_BITS = 16;

    final String text;
    final long hash;
    final int[] groups;

    /** The letters as code points; null where they are spelled out for each comparison. */
    private final int @Nullable [] kept;

    private final int length;

    /** Which letters there are, coarsely: what has none of them in common is not alike. */
    private final int letters;

    /** Which letters there are, as finely as a number holds: letters of one word alone cost an edit each. */
    private final long kinds;

    /** The first letters side by side. */
    private final long head;

    /** A word that is compared often. */
    Word(String text) {
        this(text, true);
    }

    private Word(String text, boolean isCompared) {
        this.text = text;
        int[] points = points(text);
        this.kept = isCompared ? points : null;
        this.length = points.length;
        this.hash = Hash.of(text);
        this.groups = Nicknames.groups(text);
        int set = 0;
        long each = 0;
        for (int point : points) {
            set |= 1 << (point & 31);
            each |= 1L << (point % KIND_COUNT);
        }
        this.letters = set;
        this.kinds = each;
        long first = 0;
        for (int i = 0; i < Math.min(HEAD_LENGTH, points.length); i++) {
            first |= (points[i] & 0xFFFFL) << (HEAD_BITS * i);
        }
        this.head = first;
    }

    /**
     * A word that few others come near, such as an address: it does not keep its letters a second time, which would be
     * the most of all that a table of millions holds.
     */
    static Word rare(String text) {
        return new Word(text, false);
    }

    int length() {
        return length;
    }

    /** The letters as code points, not to be changed. */
    int[] points() {
        return kept == null ? points(text) : kept;
    }

    private static int[] points(String text) {
        int[] points = new int[text.codePointCount(0, text.length())];
        int count = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(points[count++])) {
            points[count] = text.codePointAt(i);
        }
        return points;
    }

    boolean same(Word other) {
        return this == other || (hash == other.hash && text.equals(other.text));
    }

    boolean isInitial() {
        return length == 1;
    }

    boolean sharesInitial(Word other) {
        return text.codePointAt(0) == other.text.codePointAt(0);
    }

    boolean nicknameOf(Word other) {
        return Nicknames.share(groups, other.groups);
    }

    /** Edits to the other, at most the limit + 1. */
    int edits(Word other, int limit) {
        int own = Long.bitCount(kinds & ~other.kinds);
        int others = Long.bitCount(other.kinds & ~kinds);
        return Math.max(own, others) > limit ? limit + 1 : Similarity.edits(points(), other.points(), limit);
    }

    /**
     * Jaro-Winkler likeness; 0 where it is less than the least that matters, or where so few letters are shared that the
     * words have nothing to do with each other.
     */
    double likeness(Word other, double least) {
        int shared = Integer.bitCount(letters & other.letters);
        int more = Math.max(Integer.bitCount(letters), Integer.bitCount(other.letters));
        if (2 * shared < more || likenessMax(other) < least) {
            return 0;
        }
        double likeness = Similarity.jaroWinkler(points(), other.points());
        return likeness < least ? 0 : likeness;
    }

    /** As much as the likeness can be at most: each letter that only one of the two has finds no partner. */
    private double likenessMax(Word other) {
        int common = Math.min(
                length - Long.bitCount(kinds & ~other.kinds), other.length - Long.bitCount(other.kinds & ~kinds));
        int prefix = Math.min(HEAD_LENGTH, Long.numberOfTrailingZeros(head ^ other.head) / HEAD_BITS);
        return Similarity.jaroWinklerMax(length, other.length, common, prefix);
    }

    /** Whether so few edits apart that one is likely a misspelling of the other. */
    boolean isNear(Word other) {
        int longer = Math.max(length, other.length);
        int limit = longer >= 8 ? 2 : 1;
        return longer >= 4 && edits(other, limit) <= limit;
    }

    /** Whether so alike that one is likely a misspelling of the other. */
    boolean isLike(Word other) {
        return likeness(other, LIKE) > 0 || isNear(other);
    }
}
