package io.tarn.unify.match;

import io.tarn.model.identity.TermTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts the values of every vocabulary of a table. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class Vocabulary {
    private Vocabulary() {}

    /** @param own how many records one person is expected to have */
    static List<TermTable> of(RecordTable table, double own) {
        List<Bag[]> collected = IntStream.range(0, Pattern.COMPARISONS)
                .parallel()
                .mapToObj(i -> collect(table.column(i)))
                .toList();
        List<TermTable> tables = new ArrayList<>();
        for (Term term : Term.values()) {
            long[] hashes = Bag.hashes(
                    collected.stream().map(bags -> bags[term.ordinal()]).toList());
            if (hashes.length > 0) {
                tables.add(TermWeights.table(term, HashSort.sorted(hashes), own));
            }
        }
        return tables;
    }

    /** What one comparison's values tell of each vocabulary. */
    @SuppressWarnings("unchecked")
    private static Bag[] collect(RecordTable.Column column) {
        Bag[] bags = new Bag[Term.values().length];
        Arrays.setAll(bags, i -> new Bag());
        Comparer<Object> comparer = (Comparer<Object>) column.comparer();
        int[] counts = column.codes().counts();
        for (int code = 0; code < counts.length; code++) {
            int times = counts[code];
            if (times > 0) {
                comparer.terms(column.values()[code], (term, hash, share) -> bags[term.ordinal()].add(hash, times));
            }
        }
        return bags;
    }

    /** Hashes with repeats, in a growing array. */
    private static final class Bag {
        private static final int LEAST = 64;
        private static final long[] NONE = {};

        private long[] hashes = NONE;
        private int size;

        /** All of some bags in one array. */
        static long[] hashes(List<Bag> bags) {
            long[] all = new long[bags.stream().mapToInt(bag -> bag.size).reduce(0, Math::addExact)];
            int count = 0;
            for (Bag bag : bags) {
                System.arraycopy(bag.hashes, 0, all, count, bag.size);
                count += bag.size;
            }
            return all;
        }

        void add(long hash, int times) {
            if (size + times > hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.max(Math.max(LEAST, hashes.length * 2), size + times));
            }
            Arrays.fill(hashes, size, size + times, hash);
            size += times;
        }
    }
}
