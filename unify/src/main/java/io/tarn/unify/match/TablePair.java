package io.tarn.unify.match;

import org.jspecify.annotations.Nullable;

/** Two records of a table; kept by one thread and set anew for each pair. */
final class TablePair implements Weights.Pair {
    private final RecordTable table;
    private int left;
    private int right;

    TablePair(RecordTable table) {
        this.table = table;
    }

    void set(int newLeft, int newRight) {
        this.left = newLeft;
        this.right = newRight;
    }

    @Override
    public @Nullable Object left(int comparison) {
        return table.value(comparison, left);
    }

    @Override
    public @Nullable Object right(int comparison) {
        return table.value(comparison, right);
    }
}
