package io.tarn.unify.match;

import java.util.Arrays;

/** The blocking parts of every record: for each part one run of hashes a record. Immutable; safe for several threads. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class AtomTable {
    private final int[][] starts;
    private final int[][] hashes;

    private AtomTable(int[][] starts, int[][] hashes) {
        this.starts = starts;
        this.hashes = hashes;
    }

    /** @param records the numbers of the records to look at; the table numbers them anew from 0 */
    static AtomTable of(RecordTable table, int[] records, Iterable<Atom> atoms) {
        int[][] starts = new int[Atom.values().length][0];
        int[][] hashes = new int[Atom.values().length][0];
        for (Atom atom : atoms) {
            int[] start = new int[records.length + 1];
            int[] all = new int[records.length + 16];
            int count = 0;
            for (int i = 0; i < records.length; i++) {
                int[] found = atom.of(table, records[i]);
                if (count + found.length > all.length) {
                    all = Arrays.copyOf(all, all.length + all.length / 2 + found.length);
                }
                System.arraycopy(found, 0, all, count, found.length);
                count += found.length;
                start[i + 1] = count;
            }
            starts[atom.ordinal()] = start;
            hashes[atom.ordinal()] = count == all.length ? all : Arrays.copyOf(all, count);
        }
        return new AtomTable(starts, hashes);
    }

    boolean isEmpty(Atom atom) {
        return hashes[atom.ordinal()].length == 0;
    }

    int start(Atom atom, int record) {
        return starts[atom.ordinal()][record];
    }

    int end(Atom atom, int record) {
        return starts[atom.ordinal()][record + 1];
    }

    int hash(Atom atom, int position) {
        return hashes[atom.ordinal()][position];
    }

    int records() {
        for (int[] start : starts) {
            if (start.length > 0) {
                return start.length - 1;
            }
        }
        return 0;
    }
}
