package io.tarn.unify.measure;

import java.util.Arrays;

/**
 * How well a partition of records into profiles agrees with the true one into entities.
 *
 * <p>Pairwise measures count pairs of records; B³ takes the mean over records, so that one large profile weighs no more
 * than its records.
 */
public record PartitionMeasures(Score pairwise, Score b3, long records, long entities, long profiles) {

    /** Precision, recall and their harmonic mean, each from 0 to 1. */
    public record Score(double precision, double recall, double f1) {
        static Score of(double precision, double recall) {
            double sum = precision + recall;
            return new Score(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
        }
    }

    /**
     * Compares two partitions of the same records, in time n log n and memory linear in n.
     *
     * @param profile for each record its profile, numbered from 0
     * @param entity for each record its entity, numbered from 0
     */
    public static PartitionMeasures of(int[] profile, int[] entity) {
        if (profile.length != entity.length) {
            throw new IllegalArgumentException(
                    "Two partitions of the same records differ in length: " + profile.length + ", " + entity.length);
        }
        int[] profileSizes = sizes(profile);
        int[] entitySizes = sizes(entity);
        long[] cells = new long[profile.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = ((long) profile[i] << 32) | entity[i];
        }
        Arrays.sort(cells);
        long together = 0;
        double precision = 0;
        double recall = 0;
        for (int from = 0; from < cells.length; ) {
            int to = from + 1;
            while (to < cells.length && cells[to] == cells[from]) {
                to++;
            }
            long shared = (long) to - from;
            together += pairs(shared);
            precision += (double) (shared * shared) / profileSizes[(int) (cells[from] >>> 32)];
            recall += (double) (shared * shared) / entitySizes[(int) cells[from]];
            from = to;
        }
        return new PartitionMeasures(
                Score.of(share(together, pairs(profileSizes)), share(together, pairs(entitySizes))),
                cells.length == 0 ? Score.of(1, 1) : Score.of(precision / cells.length, recall / cells.length),
                cells.length,
                occupied(entitySizes),
                occupied(profileSizes));
    }

    /** Of no pairs at all none is wrong. */
    private static double share(long part, long whole) {
        return whole == 0 ? 1 : (double) part / whole;
    }

    private static int[] sizes(int[] group) {
        int count = 0;
        for (int number : group) {
            count = Math.max(count, number + 1);
        }
        int[] sizes = new int[count];
        for (int number : group) {
            sizes[number]++;
        }
        return sizes;
    }

    private static long pairs(int[] sizes) {
        long pairs = 0;
        for (int size : sizes) {
            pairs += pairs(size);
        }
        return pairs;
    }

    private static long pairs(long size) {
        return size * (size - 1) / 2;
    }

    private static long occupied(int[] sizes) {
        return Arrays.stream(sizes).filter(size -> size > 0).count();
    }
}
