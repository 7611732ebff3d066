package io.tarn.unify.match;

import java.util.Arrays;

/** What agreeing on a term adds to or takes from a match weight, in millionths of a bit. Immutable. */
final class TermWeights {
    private static final int LISTED_MAX = 50_000;
    private static final double BITS_MAX = 12;

    final long[] hashes;
    final int[] micros;
    final int rareMicros;

    TermWeights(long[] hashes, int[] micros, int rareMicros) {
        this.hashes = hashes;
        this.micros = micros;
        this.rareMicros = rareMicros;
    }

    int micros(long hash) {
        int position = Arrays.binarySearch(hashes, hash);
        return position < 0 ? rareMicros : micros[position];
    }

    /**
     * @param terms the term of every record that has one, ascending
     * @param own how many records one person is expected to have: so many equal terms say nothing of chance
     */
    static TermWeights of(long[] terms, double own) {
        double records = Math.max(1, terms.length);
        double average = 0;
        int listed = 0;
        long[] hashes = new long[1024];
        double[] chance = new double[1024];
        double rare = 0.5 / records;
        for (int start = 0; start < terms.length; ) {
            int end = start;
            while (end < terms.length && terms[end] == terms[start]) {
                end++;
            }
            double excess = (end - start - own) / records;
            average += Math.max(excess, rare) * (end - start) / records;
            if (excess > rare) {
                if (listed == hashes.length) {
                    hashes = Arrays.copyOf(hashes, listed * 2);
                    chance = Arrays.copyOf(chance, listed * 2);
                }
                hashes[listed] = terms[start];
                chance[listed++] = excess;
            }
            start = end;
        }
        int[] micros = new int[listed];
        for (int i = 0; i < listed; i++) {
            micros[i] = micros(average / chance[i]);
        }
        return new TermWeights(Arrays.copyOf(hashes, listed), micros, micros(average / rare));
    }

    private static int micros(double ratio) {
        double bits = Math.log(Math.max(ratio, 1e-9)) / Math.log(2);
        return (int) Math.round(1e6 * Math.max(-BITS_MAX, Math.min(BITS_MAX, bits)));
    }
}
