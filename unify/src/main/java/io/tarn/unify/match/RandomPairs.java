package io.tarn.unify.match;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How often each level occurs among all pairs of records: counted for equal values, else from a sample by hash. */
final class RandomPairs {
    private static final int SAMPLE_MAX = 300_000;
    private static final int CHUNKS = 64;

    private RandomPairs() {}

    /**
     * For each comparison and level (0 included) its share of all pairs.
     *
     * @param size how many records make pairs
     */
    static double[][] overall(RecordTable table, long size) {
        double pairs = size * (size - 1) / 2.0;
        long[][] counts = sample(table);
        return IntStream.range(0, Pattern.COMPARISONS)
                .parallel()
                .mapToObj(i -> shares(table.column(i), counts[i], pairs))
                .toArray(double[][]::new);
    }

    @SuppressWarnings("unchecked")
    private static double[] shares(RecordTable.Column column, long[] counts, double pairs) {
        Comparer<Object> comparer = (Comparer<Object>) column.comparer();
        double[] shares = new double[counts.length];
        if (column.isEmpty()) {
            shares[0] = 1;
            return shares;
        }
        int[] occurrences = column.codes().counts();
        double known = Arrays.stream(occurrences).sum();
        double both = known * (known - 1) / 2;
        double[] equal = new double[counts.length];
        long[] keys = new long[column.values().length];
        Arrays.setAll(keys, code -> comparer.equalKey(column.values()[code]));
        long[] different = different(keys);
        long[] records = new long[different.length];
        int[] places = new int[keys.length];
        for (int code = 0; code < keys.length; code++) {
            places[code] = Arrays.binarySearch(different, keys[code]);
            records[places[code]] += occurrences[code];
        }
        for (int code = 0; code < keys.length; code++) {
            double times = records[places[code]];
            if (keys[code] != 0 && times > 0) {
                Object value = column.values()[code];
                equal[comparer.level(value, value)] += times * (times - 1) / 2;
                records[places[code]] = 0;
            }
        }
        double sampled = Arrays.stream(counts, 1, counts.length).sum();
        double sum = 0;
        for (int level = 1; level < counts.length; level++) {
            double bySample = (counts[level] + 0.5) / (sampled + 0.5 * counts.length);
            shares[level] = equal[level] > 0 ? equal[level] / both : bySample;
            sum += shares[level];
        }
        double share = both / pairs;
        for (int level = 1; level < counts.length; level++) {
            shares[level] *= share / sum;
        }
        shares[0] = 1 - share;
        return shares;
    }

    private static long[] different(long[] keys) {
        long[] sorted = HashSort.sorted(keys.clone());
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    private static long[][] sample(RecordTable table) {
        long size = table.size();
        boolean all = size * (size - 1) / 2 <= SAMPLE_MAX;
        return IntStream.range(0, CHUNKS)
                .parallel()
                .mapToObj(chunk -> all ? every(table, chunk) : drawn(table, chunk))
                .reduce(RandomPairs::sum)
                .orElseThrow();
    }

    private static long[][] every(RecordTable table, int chunk) {
        long[][] counts = empty();
        for (int left = chunk; left < table.size(); left += CHUNKS) {
            for (int right = left + 1; right < table.size(); right++) {
                count(Pattern.of(table, left, right), counts);
            }
        }
        return counts;
    }

    private static long[][] drawn(RecordTable table, int chunk) {
        long[][] counts = empty();
        for (long draw = chunk; draw < SAMPLE_MAX; draw += CHUNKS) {
            int left = (int) Long.remainderUnsigned(Hash.mix(2 * draw), table.size());
            int right = (int) Long.remainderUnsigned(Hash.mix(2 * draw + 1), table.size());
            if (left != right) {
                count(Pattern.of(table, left, right), counts);
            }
        }
        return counts;
    }

    private static void count(long pattern, long[][] counts) {
        for (int i = 0; i < counts.length; i++) {
            counts[i][Pattern.level(pattern, i)]++;
        }
    }

    private static long[][] empty() {
        long[][] counts = new long[Pattern.COMPARISONS][];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new long[Pattern.LEVELS[i]];
        }
        return counts;
    }

    private static long[][] sum(long[][] left, long[][] right) {
        long[][] sum = empty();
        for (int i = 0; i < sum.length; i++) {
            for (int level = 0; level < sum[i].length; level++) {
                sum[i][level] = left[i][level] + right[i][level];
            }
        }
        return sum;
    }
}
