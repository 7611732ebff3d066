package io.tarn.unify.match;

/** Likeness of two texts, by code point: Jaro-Winkler, and whether one edit apart. */
final class Similarity {
    private static final int LENGTH_MAX = 64;

    private Similarity() {}

    /** Jaro-Winkler likeness, 0 to 1, with the usual prefix weight of a tenth for up to four characters. */
    static double jaroWinkler(int[] left, int[] right) {
        int leftLength = Math.min(left.length, LENGTH_MAX);
        int rightLength = Math.min(right.length, LENGTH_MAX);
        if (leftLength == 0 || rightLength == 0) {
            return 0;
        }
        int window = Math.max(0, Math.max(leftLength, rightLength) / 2 - 1);
        long leftFlags = 0;
        long rightFlags = 0;
        int common = 0;
        for (int i = 0; i < leftLength; i++) {
            int end = Math.min(rightLength - 1, i + window);
            for (int j = Math.max(0, i - window); j <= end; j++) {
                if ((rightFlags & (1L << j)) == 0 && left[i] == right[j]) {
                    leftFlags |= 1L << i;
                    rightFlags |= 1L << j;
                    common++;
                    break;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        int half = 0;
        int j = 0;
        for (int i = 0; i < leftLength; i++) {
            if ((leftFlags & (1L << i)) != 0) {
                while ((rightFlags & (1L << j)) == 0) {
                    j++;
                }
                half += left[i] == right[j] ? 0 : 1;
                j++;
            }
        }
        double shared = common;
        double jaro = (shared / leftLength + shared / rightLength + (shared - half / 2) / shared) / 3;
        int prefix = 0;
        int prefixMax = Math.min(4, Math.min(leftLength, rightLength));
        while (prefix < prefixMax && left[prefix] == right[prefix]) {
            prefix++;
        }
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    /** Edits from one to the other, a swap of neighbors being one edit; more than the limit reads as limit + 1. */
    static int edits(int[] left, int[] right, int limit) {
        if (Math.abs(left.length - right.length) > limit) {
            return limit + 1;
        }
        int[] before = new int[right.length + 1];
        int[] above = new int[right.length + 1];
        int[] row = new int[right.length + 1];
        for (int j = 0; j <= right.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length; i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= right.length; j++) {
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                int best = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                    best = Math.min(best, before[j - 2] + 1);
                }
                row[j] = best;
                least = Math.min(least, best);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] free = before;
            before = above;
            above = row;
            row = free;
        }
        return Math.min(above[right.length], limit + 1);
    }
}
