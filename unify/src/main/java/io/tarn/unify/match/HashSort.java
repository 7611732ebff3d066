package io.tarn.unify.match;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sorts many numbers whose upper bits are hashes: they are first spread over buckets by these bits, in each of which few
 * are left to sort, near each other in memory. By several threads; the same answer whatever their number.
 */
final class HashSort {
    /** Fewer are sorted at once. */
    private static final int SPREAD_MIN = 1 << 14;

    private static final int BUCKET_BITS = 11;
    private static final int BUCKETS = 1 << BUCKET_BITS;
    private static final int PIECES = 64;

    private final long[] numbers;
    private final int size;

    private HashSort(long[] numbers, int size) {
        this.numbers = numbers;
        this.size = size;
    }

    /** The numbers, ascending: the array itself, or another of its length. */
    static long[] sorted(long[] numbers) {
        long[] spare = numbers.length < SPREAD_MIN ? numbers : new long[numbers.length];
        return sort(numbers, numbers.length, spare) ? spare : numbers;
    }

    /**
     * Sorts the first numbers of an array, and answers whether they then lie in the spare one; the other holds anything.
     *
     * @param spare with room for as many
     */
    static boolean sort(long[] numbers, int size, long[] spare) {
        if (size < SPREAD_MIN) {
            Arrays.sort(numbers, 0, size);
            return false;
        }
        new HashSort(numbers, size).spread(spare);
        return true;
    }

    private void spread(long[] into) {
        int[][] places = new int[PIECES][];
        pieces().forEach(piece -> places[piece] = counts(piece));
        int[] starts = starts(places);
        pieces().forEach(piece -> {
            int[] place = places[piece];
            for (int i = from(piece); i < from(piece + 1); i++) {
                into[place[bucket(numbers[i])]++] = numbers[i];
            }
        });
        IntStream.range(0, BUCKETS).parallel().forEach(bucket -> Arrays.sort(into, starts[bucket], starts[bucket + 1]));
    }

    private int[] counts(int piece) {
        int[] counts = new int[BUCKETS];
        for (int i = from(piece); i < from(piece + 1); i++) {
            counts[bucket(numbers[i])]++;
        }
        return counts;
    }

    /** Where each bucket begins, and where all end; turns the counts of each piece into its first place in each bucket. */
    private static int[] starts(int[][] counts) {
        int[] starts = new int[BUCKETS + 1];
        int start = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            starts[bucket] = start;
            for (int[] count : counts) {
                int next = start + count[bucket];
                count[bucket] = start;
                start = next;
            }
        }
        starts[BUCKETS] = start;
        return starts;
    }

    private static IntStream pieces() {
        return IntStream.range(0, PIECES).parallel();
    }

    private int from(int piece) {
        return (int) ((long) size * piece / PIECES);
    }

    /** Ascending as the numbers are, the negative ones first. */
    private static int bucket(long number) {
        return (int) ((number ^ Long.MIN_VALUE) >>> (Long.SIZE - BUCKET_BITS));
    }
}
