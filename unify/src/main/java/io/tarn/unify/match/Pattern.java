package io.tarn.unify.match;

/** The levels of all comparisons of a pair, packed into one number. */
final class Pattern {
    static final int COMPARISONS = Comparers.ALL.size();
    private static final int[] SHIFTS = new int[COMPARISONS];
    private static final int[] MASKS = new int[COMPARISONS];
    static final int[] LEVELS = new int[COMPARISONS];

    static {
        int shift = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            LEVELS[i] = Comparers.ALL.get(i).levels().size() + 1;
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
        long pattern = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            pattern |= with(i, level(table.column(i), left, right));
        }
        return pattern;
    }

    @SuppressWarnings("unchecked")
    private static int level(RecordTable.Column column, int left, int right) {
        Object one = column.value(left);
        Object other = one == null ? null : column.value(right);
        if (one == null || other == null) {
            return 0;
        }
        return ((Comparer<Object>) column.comparer()).level(one, other);
    }
}
