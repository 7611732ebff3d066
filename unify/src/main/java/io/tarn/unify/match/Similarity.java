package io.tarn.unify.match;

import java.util.Arrays;

/** Likeness of two texts, by code point: Jaro-Winkler, and whether one edit apart. */
final class Similarity {
    private static final int LENGTH_MAX = 64;

    /** A bound is worked out in another order than what it bounds: so much they may differ in their last bits. */
    private static final double ROUNDING_MAX = 1e-9;

    private Similarity() {}

    /**
     * Jaro-Winkler likeness, 0 to 1, with the usual prefix weight of a tenth for up to four characters. Which characters
     * pair up depends on the side that looks first, so the lesser text always does.
     */
    static double jaroWinkler(int[] one, int[] other) {
        boolean ordered = Arrays.compare(one, other) <= 0;
        int[] left = ordered ? one : other;
        int[] right = ordered ? other : one;
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
        int transpositions = half / 2;
        double jaro = (shared / leftLength + shared / rightLength + (shared - transpositions) / shared) / 3;
        int prefix = 0;
        int prefixMax = Math.min(4, Math.min(leftLength, rightLength));
        while (prefix < prefixMax && left[prefix] == right[prefix]) {
            prefix++;
        }
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    /**
     * The most that {@link #jaroWinkler} can be for two texts of which this is known; 1 for long ones, which it compares
     * by their beginnings alone.
     *
     * @param common at least as many as the characters that pair up
     * @param prefix at least as many as the first characters, four at most, that are the same
     */
    static double jaroWinklerMax(int leftLength, int rightLength, int common, int prefix) {
        if (Math.max(leftLength, rightLength) > LENGTH_MAX) {
            return 1;
        }
        double jaro = common <= 0 ? 0 : ((double) common / leftLength + (double) common / rightLength + 1) / 3;
        return jaro + prefix * 0.1 * (1 - jaro) + ROUNDING_MAX;
    }

    /** Edits from one to the other, a swap of neighbors being one edit; more than the limit reads as limit + 1. */
    static int edits(int[] left, int[] right, int limit) {
        int fewest = Math.abs(left.length - right.length);
        for (int edits = fewest; edits <= limit; edits++) {
            if (within(left, 0, right, 0, edits)) {
                return edits;
            }
        }
        return limit + 1;
    }

    /** Whether the rests of two texts are so many edits apart or fewer; the depth is the number of edits. */
    private static boolean within(int[] left, int leftStart, int[] right, int rightStart, int edits) {
        int i = leftStart;
        int j = rightStart;
        while (i < left.length && j < right.length && left[i] == right[j]) {
            i++;
            j++;
        }
        int leftRest = left.length - i;
        int rightRest = right.length - j;
        if (leftRest == 0 || rightRest == 0) {
            return leftRest + rightRest <= edits;
        }
        if (edits == 0 || Math.abs(leftRest - rightRest) > edits) {
            return false;
        }
        boolean swapped = leftRest > 1 && rightRest > 1 && left[i] == right[j + 1] && left[i + 1] == right[j];
        return within(left, i + 1, right, j + 1, edits - 1)
                || within(left, i + 1, right, j, edits - 1)
                || within(left, i, right, j + 1, edits - 1)
                || (swapped && within(left, i + 2, right, j + 2, edits - 1));
    }
}
