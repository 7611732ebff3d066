package io.tarn.unify.match;

/** A folded word with what its comparison needs at hand. */
final class Word {
    static final double LIKE = 0.88;

    final String text;
    final int[] points;
    final long hash;
    final int[] groups;
    private final int letters;

    Word(String text) {
        this.text = text;
        this.points = points(text);
        this.hash = Hash.of(text);
        this.groups = Nicknames.groups(text);
        int set = 0;
        for (int point : points) {
            set |= 1 << (point & 31);
        }
        this.letters = set;
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
        return points.length == 1;
    }

    boolean sharesInitial(Word other) {
        return points[0] == other.points[0];
    }

    boolean nicknameOf(Word other) {
        return Nicknames.share(groups, other.groups);
    }

    /** Edits to the other, at most the limit + 1. */
    int edits(Word other, int limit) {
        int apart = Integer.bitCount(letters ^ other.letters);
        return apart > 2 * limit ? limit + 1 : Similarity.edits(points, other.points, limit);
    }

    /** Jaro-Winkler likeness; 0 where so few letters are shared that it could not matter. */
    double likeness(Word other) {
        int shared = Integer.bitCount(letters & other.letters);
        int more = Math.max(Integer.bitCount(letters), Integer.bitCount(other.letters));
        return 2 * shared < more ? 0 : Similarity.jaroWinkler(points, other.points);
    }

    /** Whether so few edits apart that one is likely a misspelling of the other. */
    boolean isNear(Word other) {
        int length = Math.max(points.length, other.points.length);
        int limit = length >= 8 ? 2 : 1;
        return length >= 4 && edits(other, limit) <= limit;
    }

    /** Whether so alike that one is likely a misspelling of the other. */
    boolean isLike(Word other) {
        return likeness(other) >= LIKE || isNear(other);
    }
}
