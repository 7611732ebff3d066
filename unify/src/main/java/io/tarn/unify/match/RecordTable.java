package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records to match, in memory: for each comparison a dictionary of prepared values and one code a record.
 *
 * <p>Records are numbered from 0 in the order in which they were added. Immutable once built; safe for several threads.
 */
@SuppressWarnings({"EnumOrdinal", "ArrayRecordComponent"
}) // arrays by ordinal and in private records: the hot loops need them
public final class RecordTable {
    private final int size;
    private final Column[] columns;

    private RecordTable(int size, Column[] columns) {
        this.size = size;
        this.columns = columns;
    }

    public int size() {
        return size;
    }

    /** The table without the values of one comparison for which the mask says so. */
    RecordTable without(int comparison, boolean[] dropped) {
        Column column = columns[comparison];
        int[] codes = column.codes().clone();
        for (int record = 0; record < codes.length; record++) {
            if (codes[record] >= 0 && dropped[codes[record]]) {
                codes[record] = -1;
            }
        }
        Column[] next = columns.clone();
        next[comparison] = new Column(column.comparer(), codes, column.values());
        return new RecordTable(size, next);
    }

    Column column(int comparison) {
        return columns[comparison];
    }

    Column column(ComparisonKind kind) {
        return columns[kind.ordinal()];
    }

    /** One comparison's dictionary, and the code of each record in it; -1 where the record has no value. */
    record Column(Comparer<?> comparer, int[] codes, Object[] values) {
        @Nullable
        Object value(int record) {
            int code = codes[record];
            return code < 0 ? null : values[code];
        }

        /** How often each value of the dictionary occurs. */
        int[] counts() {
            int[] counts = new int[values.length];
            for (int code : codes) {
                if (code >= 0) {
                    counts[code]++;
                }
            }
            return counts;
        }

        boolean isEmpty() {
            return values.length == 0;
        }
    }

    /** Takes records one by one; confined to one thread. */
    public static final class Builder {
        private final List<Map<String, Integer>> dictionaries = new ArrayList<>();
        private final List<List<Object>> values = new ArrayList<>();
        private int[][] codes = new int[Comparers.ALL.size()][1024];
        private int size;

        public Builder() {
            for (int i = 0; i < Comparers.ALL.size(); i++) {
                dictionaries.add(new HashMap<>());
                values.add(new ArrayList<>());
            }
        }

        /** How many records were added. */
        public int size() {
            return size;
        }

        public Builder add(RecordValues record) {
            for (int i = 0; i < codes.length; i++) {
                if (size == codes[i].length) {
                    codes[i] = Arrays.copyOf(codes[i], size * 2);
                }
                codes[i][size] = code(i, record);
            }
            size++;
            return this;
        }

        private int code(int comparison, RecordValues record) {
            Comparer<?> comparer = Comparers.ALL.get(comparison);
            String raw = comparer.raw(record);
            Map<String, Integer> dictionary = dictionaries.get(comparison);
            Integer known = dictionary.get(raw);
            if (known != null) {
                return known;
            }
            Object value = comparer.prepare(record);
            int code = value == null ? -1 : values.get(comparison).size();
            if (value != null) {
                values.get(comparison).add(value);
            }
            dictionary.put(raw, code);
            return code;
        }

        public RecordTable build() {
            Column[] columns = new Column[codes.length];
            for (int i = 0; i < codes.length; i++) {
                columns[i] = new Column(
                        Comparers.ALL.get(i),
                        Arrays.copyOf(codes[i], size),
                        values.get(i).toArray());
                dictionaries.get(i).clear();
            }
            return new RecordTable(size, columns);
        }
    }
}
