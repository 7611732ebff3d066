package io.tarn.unify.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The blocking parts of every record: for each part and each different value that has it one run of hashes. Immutable;
 * safe for several threads.
 */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class AtomTable {
    private static final int[] NOTHING = {0, 0};
    private static final int[] PRESENT = {0};
    private static final int[] ABSENT = {-1};

    private final int records;
    private final int[][] codes;
    private final int[][] starts;
    private final int[][] hashes;

    private AtomTable(int records, int[][] codes, int[][] starts, int[][] hashes) {
        this.records = records;
        this.codes = codes;
        this.starts = starts;
        this.hashes = hashes;
    }

    /** The parts of all records. */
    static AtomTable of(RecordTable table, Iterable<Atom> atoms) {
        return of(table, table.size(), atoms, codes -> codes);
    }

    /** @param records the numbers of the records to look at; the table numbers them anew from 0 */
    static AtomTable of(RecordTable table, int[] records, Iterable<Atom> atoms) {
        return of(
                table,
                records.length,
                atoms,
                codes -> Arrays.stream(records).map(record -> codes[record]).toArray());
    }

    /** The parts of one record, number 0, by its prepared values in the order of all comparisons. */
    static AtomTable ofOne(@Nullable Object[] prepared, Iterable<Atom> atoms) {
        int count = Atom.values().length;
        int[][] codes = new int[count][];
        int[][] starts = new int[count][];
        int[][] hashes = new int[count][0];
        Arrays.fill(starts, NOTHING);
        for (Atom atom : atoms) {
            Object value = prepared[atom.kind.ordinal()];
            codes[atom.ordinal()] = value == null ? ABSENT : PRESENT;
            if (value != null) {
                hashes[atom.ordinal()] = atom.of(value);
                starts[atom.ordinal()] = new int[] {0, hashes[atom.ordinal()].length};
            }
        }
        return new AtomTable(1, codes, starts, hashes);
    }

    /** Which codes of a column are looked at. */
    @FunctionalInterface
    private interface Selection {
        int[] of(int[] codes);
    }

    private static AtomTable of(RecordTable table, int records, Iterable<Atom> atoms, Selection selection) {
        int count = Atom.values().length;
        int[][] codes = new int[count][];
        int[][] starts = new int[count][];
        int[][] hashes = new int[count][0];
        Arrays.fill(starts, NOTHING);
        List<Atom> wanted = new ArrayList<>();
        atoms.forEach(wanted::add);
        IntStream.range(0, wanted.size()).parallel().forEach(i -> {
            Atom atom = wanted.get(i);
            RecordTable.Column column = table.column(atom.kind);
            int[] own = selection.of(column.codes());
            int[] start = new int[column.values().length + 1];
            codes[atom.ordinal()] = own;
            starts[atom.ordinal()] = start;
            hashes[atom.ordinal()] = hashes(atom, column, used(own, start.length - 1), start);
        });
        return new AtomTable(records, codes, starts, hashes);
    }

    private static boolean[] used(int[] codes, int values) {
        boolean[] used = new boolean[values];
        for (int code : codes) {
            if (code >= 0) {
                used[code] = true;
            }
        }
        return used;
    }

    private static int[] hashes(Atom atom, RecordTable.Column column, boolean[] used, int[] start) {
        int[] all = new int[used.length + 16];
        int count = 0;
        for (int code = 0; code < used.length; code++) {
            if (used[code]) {
                int[] found = atom.of(column.values()[code]);
                if (count + found.length > all.length) {
                    all = Arrays.copyOf(all, all.length + all.length / 2 + found.length);
                }
                System.arraycopy(found, 0, all, count, found.length);
                count += found.length;
            }
            start[code + 1] = count;
        }
        return Arrays.copyOf(all, count);
    }

    boolean isEmpty(Atom atom) {
        return hashes[atom.ordinal()].length == 0;
    }

    int start(Atom atom, int record) {
        int code = codes[atom.ordinal()][record];
        return code < 0 ? 0 : starts[atom.ordinal()][code];
    }

    int end(Atom atom, int record) {
        int code = codes[atom.ordinal()][record];
        return code < 0 ? 0 : starts[atom.ordinal()][code + 1];
    }

    int hash(Atom atom, int position) {
        return hashes[atom.ordinal()][position];
    }

    int records() {
        return records;
    }
}
