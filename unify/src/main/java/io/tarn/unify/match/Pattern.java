package io.tarn.unify.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The levels of all comparisons of a pair, packed into one number. */
final class Pattern {
    static final int COMPARISONS = Comparers.ALL.size();
    static final List<List<Comparer.LevelDefault>> DEFAULTS =
            Comparers.ALL.stream().map(Comparer::levels).toList();
    private static final int[] SHIFTS = new int[COMPARISONS];
    private static final int[] MASKS = new int[COMPARISONS];
    static final int[] LEVELS = new int[COMPARISONS];

    static {
        int shift = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            LEVELS[i] = DEFAULTS.get(i).size() + 1;
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(LEVELS[i] - 1);
            SHIFTS[i] = shift;
            MASKS[i] = (1 << bits) - 1;
            shift += bits;
        }
        if (shift > Long.SIZE - 1) {
            throw new ExceptionInInitializerError("patterns need " + shift + " bits");
        }
    }

    private Pattern() {}

    static int level(long pattern, int comparison) {
        return (int) (pattern >>> SHIFTS[comparison]) & MASKS[comparison];
    }

    static long with(int comparison, int level) {
        return (long) level << SHIFTS[comparison];
    }

    /** The pattern of two records of a table. */
    static long of(RecordTable table, int left, int right) {
        return table.pattern(left, right);
    }

    /** The pattern of two prepared records. */
    static long of(Weights.Pair pair) {
        long pattern = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            pattern |= with(i, level(i, pair.left(i), pair.right(i)));
        }
        return pattern;
    }

    @SuppressWarnings("unchecked")
    private static int level(int comparison, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return 0;
        }
        return ((Comparer<Object>) Comparers.ALL.get(comparison)).level(left, right);
    }
}
