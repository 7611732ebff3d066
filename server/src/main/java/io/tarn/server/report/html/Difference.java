package io.tarn.server.report.html;

import io.tarn.wire.mask.Masking;
import java.util.BitSet;

/**
 * Where two texts differ, by code point, and how many edits lie between them.
 *
 * @param left positions of the first text that the second one lacks
 * @param right positions of the second text that the first one lacks
 * @param length of the longer text
 */
record Difference(BitSet left, BitSet right, int edits, int length) {
    /** From this share of differing places on, two texts have nothing to do with each other. */
    private static final double WHOLE = 0.6;

    /** Compares at most this many code points of each. */
    static final int LENGTH_MAX = Masking.LENGTH_MAX;

    static Difference between(String left, String right) {
        int[] a = left.codePoints().limit(LENGTH_MAX).toArray();
        int[] b = right.codePoints().limit(LENGTH_MAX).toArray();
        int[][] distance = distances(a, b);
        BitSet inLeft = new BitSet();
        BitSet inRight = new BitSet();
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            if (i < a.length && j < b.length && a[i] == b[j]) {
                i++;
                j++;
            } else if (i < a.length && j < b.length && distance[i][j] == distance[i + 1][j + 1] + 1) {
                inLeft.set(i++);
                inRight.set(j++);
            } else if (i < a.length && distance[i][j] == distance[i + 1][j] + 1) {
                inLeft.set(i++);
            } else {
                inRight.set(j++);
            }
        }
        return new Difference(inLeft, inRight, distance[0][0], Math.max(a.length, b.length));
    }

    /** Whether the texts differ so much that single places say nothing. */
    boolean isWhole() {
        return edits > length * WHOLE;
    }

    /** The least number of insertions, deletions and replacements from each pair of positions to the ends. */
    private static int[][] distances(int[] a, int[] b) {
        int[][] distance = new int[a.length + 1][b.length + 1];
        for (int i = a.length; i >= 0; i--) {
            for (int j = b.length; j >= 0; j--) {
                if (i == a.length || j == b.length) {
                    distance[i][j] = a.length - i + b.length - j;
                } else if (a[i] == b[j]) {
                    distance[i][j] = distance[i + 1][j + 1];
                } else {
                    distance[i][j] =
                            1 + Math.min(distance[i + 1][j + 1], Math.min(distance[i + 1][j], distance[i][j + 1]));
                }
            }
        }
        return distance;
    }
}
