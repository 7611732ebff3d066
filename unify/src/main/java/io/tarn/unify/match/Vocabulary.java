package io.tarn.unify.match;

import io.tarn.model.identity.TermTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts the values of every vocabulary of a table. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class Vocabulary {
    private Vocabulary() {}

    /** @param own how many records one person is expected to have */
    static List<TermTable> of(RecordTable table, double own) {
        Bag[] bags = new Bag[Term.values().length];
        Arrays.setAll(bags, i -> new Bag());
        for (int i = 0; i < Pattern.COMPARISONS; i++) {
            collect(table.column(i), bags);
        }
        List<TermTable> tables = new ArrayList<>();
        for (Term term : Term.values()) {
            Bag bag = bags[term.ordinal()];
            if (bag.size > 0) {
                long[] sorted = Arrays.copyOf(bag.hashes, bag.size);
                Arrays.parallelSort(sorted);
                tables.add(TermWeights.table(term, sorted, own));
            }
        }
        return tables;
    }

    @SuppressWarnings("unchecked")
    private static void collect(RecordTable.Column column, Bag[] bags) {
        Comparer<Object> comparer = (Comparer<Object>) column.comparer();
        int[] counts = column.counts();
        for (int code = 0; code < counts.length; code++) {
            int times = counts[code];
            if (times > 0) {
                comparer.terms(column.values()[code], (term, hash, share) -> bags[term.ordinal()].add(hash, times));
            }
        }
    }

    /** Hashes with repeats, in a growing array. */
    private static final class Bag {
        private long[] hashes = new long[64];
        private int size;

        void add(long hash, int times) {
            if (size + times > hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.max(hashes.length * 2, size + times));
            }
            Arrays.fill(hashes, size, size + times, hash);
            size += times;
        }
    }
}
