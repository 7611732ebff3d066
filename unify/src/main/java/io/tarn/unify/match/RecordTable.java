package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
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

    /** The comparisons that any record has a value for. */
    private final int[] present;

    /** The codes again, those of one record side by side: a pair is read from two places in memory, not from forty. */
    private final int[] rows;

    /** The place of each comparison in a row, or -1. */
    private final int[] places;

    private final OwnScores own;

    /** For each record the number of its source where that is free of duplicates, else -1; empty where none is. */
    private final int[] apart;

    private RecordTable(int size, Column[] columns, OwnScores own, int[] apart) {
        this.own = own;
        this.apart = apart;
        this.size = size;
        this.columns = columns;
        this.present = IntStream.range(0, columns.length)
                .filter(i -> !columns[i].isEmpty())
                .toArray();
        this.rows = new int[Math.multiplyExact(size, present.length)];
        this.places = new int[columns.length];
        Arrays.fill(places, -1);
        for (int i = 0; i < present.length; i++) {
            places[present[i]] = i;
        }
        IntStream.range(0, size).parallel().forEach(record -> {
            for (int i = 0; i < present.length; i++) {
                rows[record * present.length + i] = columns[present[i]].codes()[record];
            }
        });
    }

    /** The same values of the same records. */
    private RecordTable(RecordTable table, OwnScores own, int[] apart) {
        this.own = own;
        this.apart = apart;
        this.size = table.size;
        this.columns = table.columns;
        this.present = table.present;
        this.rows = table.rows;
        this.places = table.places;
    }

    /** What a record says in a comparison. */
    @Nullable
    Object value(int comparison, int record) {
        int place = places[comparison];
        int code = place < 0 ? -1 : rows[record * present.length + place];
        return code < 0 ? null : columns[comparison].values()[code];
    }

    /** How far two records agree in every comparison. */
    @SuppressWarnings("unchecked")
    long pattern(int left, int right) {
        long pattern = own.pattern(left, right);
        for (int i = 0; i < present.length; i++) {
            int leftCode = rows[left * present.length + i];
            int rightCode = rows[right * present.length + i];
            if (leftCode >= 0 && rightCode >= 0) {
                Column column = columns[present[i]];
                Comparer<Object> comparer = (Comparer<Object>) column.comparer();
                int level = comparer.level(column.values()[leftCode], column.values()[rightCode]);
                pattern |= Pattern.with(present[i], level);
            }
        }
        return pattern;
    }

    public int size() {
        return size;
    }

    /** The same records, with what a person's own matcher says of some pairs. */
    RecordTable with(OwnScores scores) {
        return new RecordTable(this, scores, apart);
    }

    /**
     * The same records, some of which are of sources free of duplicates.
     *
     * @param sources for each record the number of such a source, or -1; empty for none
     */
    public RecordTable apart(int[] sources) {
        return sources.length == 0 && apart.length == 0 ? this : new RecordTable(this, own, sources.clone());
    }

    /** Whether two records cannot be one person, since their source has each person once. */
    boolean isApart(int left, int right) {
        return apart.length > 0 && apart[left] >= 0 && apart[left] == apart[right];
    }

    OwnScores own() {
        return own;
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
        return new RecordTable(size, next, own, apart);
    }

    Column column(int comparison) {
        return columns[comparison];
    }

    Column column(ComparisonKind kind) {
        return columns[kind.ordinal()];
    }

    /** One comparison's dictionary, and the code of each record in it; -1 where the record has no value. */
    record Column(Comparer<?> comparer, int[] codes, Object[] values) {
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

    /** The fields that matching looks at: others need not be given. */
    public static Set<MatchField> fieldsRead() {
        Set<MatchField> fields = EnumSet.noneOf(MatchField.class);
        Comparers.ALL.forEach(comparer -> fields.addAll(comparer.fields()));
        return fields;
    }

    /**
     * The table of records whose fields are known; what no record has may be missing.
     *
     * @param size the number of records
     */
    public static RecordTable of(int size, Map<MatchField, FieldValues> fields) {
        Preparation preparation = new Preparation(size, fields.keySet());
        fields.forEach(preparation::add);
        return preparation.table();
    }

    /**
     * Prepares a table while its fields come: each comparison as soon as all are there that it looks at. For one thread at
     * a time.
     */
    public static final class Preparation {
        private final int size;
        private final Set<MatchField> awaited;
        private final Map<MatchField, FieldValues> fields = new EnumMap<>(MatchField.class);
        private final @Nullable Column[] columns = new Column[Comparers.ALL.size()];
        private final Words words = new Words();

        /**
         * @param size the number of records
         * @param coming the fields that will come; no record has others
         */
        public Preparation(int size, Set<MatchField> coming) {
            this.size = size;
            this.awaited = EnumSet.noneOf(MatchField.class);
            awaited.addAll(coming);
        }

        /** Takes the values of a field, and prepares what waited for it. */
        public void add(MatchField field, FieldValues values) {
            fields.put(field, values);
            awaited.remove(field);
            prepare();
        }

        /** The table, once every field has come. */
        public RecordTable table() {
            if (!awaited.isEmpty()) {
                throw new IllegalStateException("Fields that have not come: " + awaited);
            }
            prepare();
            return new RecordTable(
                    size,
                    Arrays.stream(columns).map(Objects::requireNonNull).toArray(Column[]::new),
                    OwnScores.NONE,
                    new int[0]);
        }

        private void prepare() {
            for (int i = 0; i < columns.length; i++) {
                Comparer<?> comparer = Comparers.ALL.get(i);
                if (columns[i] == null && Collections.disjoint(awaited, comparer.fields())) {
                    columns[i] = column(comparer, size, fields, words);
                }
            }
        }
    }

    private static Column column(Comparer<?> comparer, int size, Map<MatchField, FieldValues> fields, Words words) {
        List<FieldValues> read = new ArrayList<>();
        for (MatchField field : comparer.fields()) {
            FieldValues values = fields.get(field);
            if (values != null) {
                read.add(values);
            }
        }
        if (read.isEmpty()) {
            int[] none = new int[size];
            Arrays.fill(none, -1);
            return new Column(comparer, none, new Object[0]);
        }
        Combination combination = Combination.of(read);
        @Nullable
        Object[] prepared = IntStream.range(0, combination.size())
                .parallel()
                .mapToObj(code -> comparer.prepare(record(fields, combination.first[code]), words))
                .toArray();
        return compact(comparer, combination.codes, prepared);
    }

    private static RecordValues record(Map<MatchField, FieldValues> fields, int record) {
        return field -> {
            FieldValues values = fields.get(field);
            return values == null ? null : values.of(record);
        };
    }

    /** Leaves out the codes whose values say nothing. */
    private static Column compact(Comparer<?> comparer, int[] codes, @Nullable Object[] prepared) {
        int[] places = new int[prepared.length];
        int count = 0;
        for (int code = 0; code < prepared.length; code++) {
            places[code] = prepared[code] == null ? -1 : count;
            if (prepared[code] != null) {
                prepared[count++] = prepared[code];
            }
        }
        int[] compacted = new int[codes.length];
        for (int record = 0; record < codes.length; record++) {
            compacted[record] = codes[record] < 0 ? -1 : places[codes[record]];
        }
        return new Column(comparer, compacted, Arrays.copyOf(prepared, count));
    }

    /** Takes records one by one; confined to one thread. */
    public static final class Builder {
        private static final List<MatchField> FIELDS = List.copyOf(fieldsRead());

        private final List<Map<String, Integer>> dictionaries = new ArrayList<>();
        private final int[][] codes = new int[FIELDS.size()][1024];
        private int size;

        public Builder() {
            FIELDS.forEach(field -> dictionaries.add(new LinkedHashMap<>()));
        }

        public Builder add(RecordValues record) {
            for (int i = 0; i < codes.length; i++) {
                if (size == codes[i].length) {
                    codes[i] = Arrays.copyOf(codes[i], size * 2);
                }
                Map<String, Integer> dictionary = dictionaries.get(i);
                String value = record.value(FIELDS.get(i));
                codes[i][size] = value == null ? -1 : dictionary.computeIfAbsent(value, _ -> dictionary.size());
            }
            size++;
            return this;
        }

        public RecordTable build() {
            Map<MatchField, FieldValues> fields = new EnumMap<>(MatchField.class);
            for (int i = 0; i < codes.length; i++) {
                List<String> values = List.copyOf(dictionaries.get(i).keySet());
                if (!values.isEmpty()) {
                    fields.put(FIELDS.get(i), new FieldValues(Arrays.copyOf(codes[i], size), values));
                }
            }
            return of(size, fields);
        }
    }
}
