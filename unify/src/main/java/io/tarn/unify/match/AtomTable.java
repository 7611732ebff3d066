package io.tarn.unify.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The blocking parts of every record, as hashes, all those of a record side by side. Immutable; safe for several threads. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class AtomTable {
    private static final int CHUNKS = 64;

    /** The place of each part in a row, by ordinal; -1 for parts that are not held. */
    private final int[] places = new int[Atom.values().length];

    private final List<Atom> parts;

    /** Where each record's row begins, and where the last one ends. */
    private final int[] rows;

    /** For each record where the hashes of each of its parts end, and then the hashes: a record is read in one place. */
    private final int[] data;

    private AtomTable(List<Atom> parts, int[] rows) {
        this.parts = parts;
        this.rows = rows;
        this.data = new int[rows[rows.length - 1]];
        Arrays.fill(places, -1);
        for (int place = 0; place < parts.size(); place++) {
            places[parts.get(place).ordinal()] = place;
        }
    }

    /** The parts of all records. */
    static AtomTable of(RecordTable table, Iterable<Atom> atoms) {
        return of(table, Optional.empty(), atoms);
    }

    /** @param records the numbers of the records to look at; the table numbers them anew from 0 */
    static AtomTable of(RecordTable table, int[] records, Iterable<Atom> atoms) {
        return of(table, Optional.of(records), atoms);
    }

    /** The parts of one record, number 0, by its prepared values in the order of all comparisons. */
    static AtomTable ofOne(@Nullable Object[] prepared, Iterable<Atom> atoms) {
        List<Dictionary> dictionaries = new ArrayList<>();
        for (Atom atom : atoms) {
            Object value = prepared[atom.kind.ordinal()];
            int[] hashes = value == null ? new int[0] : atom.of(value);
            dictionaries.add(new Dictionary(atom, RecordTable.Codes.ONE, null, new int[] {0, hashes.length}, hashes));
        }
        return of(1, dictionaries);
    }

    /**
     * One part by value.
     *
     * @param records the numbers in the table of the records that are looked at; null where all are
     * @param starts where the hashes of each value begin, and where the last ones end
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Dictionary(
            Atom atom, RecordTable.Codes codes, int @Nullable [] records, int[] starts, int[] hashes) {
        /** The value of a record, or -1. */
        int code(int record) {
            return codes.of(records == null ? record : records[record]);
        }

        int count(int record) {
            int code = code(record);
            return code < 0 ? 0 : starts[code + 1] - starts[code];
        }
    }

    private static AtomTable of(RecordTable table, Optional<int[]> records, Iterable<Atom> atoms) {
        List<Atom> wanted = new ArrayList<>();
        atoms.forEach(wanted::add);
        return of(
                records.map(some -> some.length).orElseGet(table::size),
                wanted.parallelStream()
                        .map(atom -> dictionary(atom, table.column(atom.kind), records))
                        .filter(dictionary -> dictionary.hashes.length > 0)
                        .toList());
    }

    private static AtomTable of(int records, List<Dictionary> dictionaries) {
        int[] rows = new int[records + 1];
        IntStream.range(0, records).parallel().forEach(record -> {
            int length = dictionaries.size();
            for (Dictionary dictionary : dictionaries) {
                length += dictionary.count(record);
            }
            rows[record + 1] = length;
        });
        Arrays.parallelPrefix(rows, Math::addExact);
        AtomTable table =
                new AtomTable(dictionaries.stream().map(Dictionary::atom).toList(), rows);
        IntStream.range(0, CHUNKS)
                .parallel()
                .forEach(chunk -> table.fill(dictionaries, (int) ((long) records * chunk / CHUNKS), (int)
                        ((long) records * (chunk + 1) / CHUNKS)));
        return table;
    }

    private void fill(List<Dictionary> dictionaries, int from, int to) {
        for (int record = from; record < to; record++) {
            int next = rows[record] + dictionaries.size();
            for (int place = 0; place < dictionaries.size(); place++) {
                Dictionary dictionary = dictionaries.get(place);
                int count = dictionary.count(record);
                if (count > 0) {
                    int start = dictionary.starts[dictionary.code(record)];
                    System.arraycopy(dictionary.hashes, start, data, next, count);
                }
                next += count;
                data[rows[record] + place] = next;
            }
        }
    }

    private static Dictionary dictionary(Atom atom, RecordTable.Column column, Optional<int[]> records) {
        boolean[] used = new boolean[column.values().length];
        int[] codes = records.map(
                        some -> Arrays.stream(some).map(column.codes()::of).toArray())
                .orElseGet(column.codes()::known);
        for (int code : codes) {
            if (code >= 0) {
                used[code] = true;
            }
        }
        int[] starts = new int[used.length + 1];
        int[] hashes = hashes(atom, column, used, starts);
        return new Dictionary(atom, column.codes(), records.orElse(null), starts, hashes);
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

    /** The parts that any record has. */
    List<Atom> parts() {
        return parts;
    }

    /** The position of the first hash of a record's part. */
    int start(Atom atom, int record) {
        int place = places[atom.ordinal()];
        if (place < 0) {
            return 0;
        }
        int row = rows[record];
        return place == 0 ? row + parts.size() : data[row + place - 1];
    }

    /** The position after the last hash of a record's part. */
    int end(Atom atom, int record) {
        int place = places[atom.ordinal()];
        return place < 0 ? 0 : data[rows[record] + place];
    }

    int hash(int position) {
        return data[position];
    }

    int records() {
        return rows.length - 1;
    }
}
