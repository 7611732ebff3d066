package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records to match, in memory: for each comparison a dictionary of prepared values and one code a record.
 *
 * <p>Records are numbered from 0 in the order in which they were added. Immutable once built; safe for several threads.
 */
@SuppressWarnings({"EnumOrdinal", "ArrayRecordComponent"
}) // arrays by ordinal and in private records: the hot loops need them
public final class RecordTable {
    /** What nobody else has, wherever a person is. */
    private static final int[] IDENTIFIERS = Stream.of(
                    ComparisonKind.EMAIL,
                    ComparisonKind.PHONE,
                    ComparisonKind.NATIONAL_ID,
                    ComparisonKind.USER_ID,
                    ComparisonKind.EXTERNAL_ID)
            .mapToInt(ComparisonKind::ordinal)
            .toArray();

    /** Where a person is, or lets things be sent. */
    private static final Set<MatchField> PLACES = EnumSet.of(
            MatchField.ADDRESS,
            MatchField.HOUSE_NUMBER,
            MatchField.STREET,
            MatchField.UNIT,
            MatchField.CITY,
            MatchField.REGION,
            MatchField.POSTCODE,
            MatchField.COUNTRY,
            MatchField.LATITUDE,
            MatchField.LONGITUDE);

    private final int size;
    private final Dictionary[] dictionaries;

    /** The comparisons that any record has a value for. */
    private final int[] present;

    /** The codes of records, those of one side by side: a pair is read from two places in memory, not from forty. */
    private final int[] rows;

    /** The place of each comparison in a row, or -1. */
    private final int[] places;

    private final OwnScores own;
    private final Kin kin;

    private RecordTable(int size, Dictionary[] dictionaries, int[] rows, OwnScores own, Kin kin) {
        this.own = own;
        this.kin = kin;
        this.size = size;
        this.dictionaries = dictionaries;
        this.present = present(dictionaries);
        this.rows = rows;
        this.places = new int[dictionaries.length];
        Arrays.fill(places, -1);
        for (int i = 0; i < present.length; i++) {
            places[present[i]] = i;
        }
    }

    private static int[] present(Dictionary[] dictionaries) {
        return IntStream.range(0, dictionaries.length)
                .filter(i -> dictionaries[i].values().length > 0)
                .toArray();
    }

    /** What the values of one comparison are; those of a code are alike in it. */
    private record Dictionary(Comparer<?> comparer, Object[] values) {}

    /**
     * What is known of records beside their values.
     *
     * @param persons for each a hash of all its fields but those of a place; 0 where it has none
     * @param places for each a hash of its fields of a place; 0 where it has none
     * @param apart for each the number of its source where that is free of duplicates, else -1; empty where none is
     */
    private record Kin(long[] persons, int[] places, int[] apart) {
        boolean isOfLoneSource(int record) {
            return apart.length > 0 && apart[record] >= 0;
        }
    }

    /** What a record says in a comparison. */
    @Nullable
    Object value(int comparison, int record) {
        int place = places[comparison];
        int code = place < 0 ? -1 : rows[record * present.length + place];
        return code < 0 ? null : dictionaries[comparison].values()[code];
    }

    /** How far two records agree in every comparison. */
    @SuppressWarnings("unchecked")
    long pattern(int left, int right) {
        long pattern = own.pattern(left, right);
        for (int i = 0; i < present.length; i++) {
            int leftCode = rows[left * present.length + i];
            int rightCode = rows[right * present.length + i];
            if (leftCode >= 0 && rightCode >= 0) {
                Dictionary dictionary = dictionaries[present[i]];
                Comparer<Object> comparer = (Comparer<Object>) dictionary.comparer();
                int level =
                        comparer.level(dictionary.values()[leftCode], dictionary.values()[rightCode]);
                pattern |= Pattern.with(present[i], level);
            }
        }
        return pattern;
    }

    /** In which comparisons a record says something: a bit each, by place. */
    int said(int record) {
        int said = 0;
        for (int i = 0; i < present.length; i++) {
            said |= rows[record * present.length + i] >= 0 ? 1 << present[i] : 0;
        }
        return said;
    }

    public int size() {
        return size;
    }

    /** A hash of all that a record says, the same everywhere and always; 0 where it says nothing. */
    long valueHash(int record) {
        long person = kin.persons()[record];
        int place = kin.places()[record];
        return person == 0 && place == 0 ? 0 : Hash.pair(person, place);
    }

    /**
     * A hash of what a record says of whom it is, the same everywhere and always: of all that it says, but for places where
     * it has an identifier, since a person with one is the same at any of them. 0 where it says nothing, or is of a source
     * free of duplicates, whose records are never one person.
     */
    long personHash(int record) {
        if (kin.isOfLoneSource(record)) {
            return 0;
        }
        return isIdentified(record) ? kin.persons()[record] : valueHash(record);
    }

    /** Whether a record says something that nobody else has. */
    boolean isIdentified(int record) {
        for (int identifier : IDENTIFIERS) {
            if (value(identifier, record) != null) {
                return true;
            }
        }
        return false;
    }

    /** The same records, with what a person's own matcher says of some pairs. */
    RecordTable with(OwnScores scores) {
        return new RecordTable(size, dictionaries, rows, scores, kin);
    }

    /**
     * The same records, some of which are of sources free of duplicates.
     *
     * @param sources for each record the number of such a source, or -1; empty for none
     */
    public RecordTable apart(int[] sources) {
        return new RecordTable(size, dictionaries, rows, own, new Kin(kin.persons(), kin.places(), sources.clone()));
    }

    /** Whether two records cannot be one person, since their source has each person once. */
    boolean isApart(int left, int right) {
        return kin.isOfLoneSource(left) && kin.apart()[left] == kin.apart()[right];
    }

    OwnScores own() {
        return own;
    }

    /** The table without the values of one comparison for which the mask says so. */
    RecordTable without(int comparison, boolean[] dropped) {
        int place = places[comparison];
        if (place < 0) {
            return this;
        }
        int[] left = rows.clone();
        for (int i = place; i < left.length; i += present.length) {
            if (left[i] >= 0 && dropped[left[i]]) {
                left[i] = -1;
            }
        }
        return new RecordTable(size, dictionaries, left, own, kin);
    }

    /** The table in which some records say nothing. */
    RecordTable silencing(BitSet records) {
        int[] left = rows.clone();
        records.stream()
                .forEach(record -> Arrays.fill(left, record * present.length, (record + 1) * present.length, -1));
        return new RecordTable(size, dictionaries, left, own, kin);
    }

    Column column(int comparison) {
        Dictionary dictionary = dictionaries[comparison];
        return new Column(
                dictionary.comparer(),
                dictionary.values(),
                new Codes(rows, present.length, places[comparison], dictionary.values().length));
    }

    Column column(ComparisonKind kind) {
        return column(kind.ordinal());
    }

    /** One comparison: its dictionary, and the code of each record in it. */
    record Column(Comparer<?> comparer, Object[] values, Codes codes) {
        boolean isEmpty() {
            return values.length == 0;
        }
    }

    /**
     * The codes of records in one dictionary.
     *
     * @param rows the codes of a record side by side, those of all comparisons that are present
     * @param width how many those are
     * @param place which of them is meant; -1 where no record has any
     * @param different how many codes there are
     */
    record Codes(int[] rows, int width, int place, int different) {
        /** The code of one record, number 0, which has a value. */
        static final Codes ONE = new Codes(new int[] {0}, 1, 0, 1);

        /** The code of a record; -1 where it has no value. */
        int of(int record) {
            return place < 0 ? -1 : rows[record * width + place];
        }

        /** The codes of all records that have a value. */
        int[] known() {
            int[] known = new int[place < 0 ? 0 : rows.length / width];
            int count = 0;
            for (int i = place; place >= 0 && i < rows.length; i += width) {
                if (rows[i] >= 0) {
                    known[count++] = rows[i];
                }
            }
            return Arrays.copyOf(known, count);
        }

        /** How many records have each code. */
        int[] counts() {
            int[] counts = new int[different];
            for (int i = place; place >= 0 && i < rows.length; i += width) {
                if (rows[i] >= 0) {
                    counts[rows[i]]++;
                }
            }
            return counts;
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
        private final @Nullable Prepared[] prepared = new Prepared[Comparers.ALL.size()];
        private final Words words = new Words();
        private final long[] persons;
        private final int[] places;

        /**
         * @param size the number of records
         * @param coming the fields that will come; no record has others
         */
        public Preparation(int size, Set<MatchField> coming) {
            this.size = size;
            this.persons = new long[size];
            this.places = new int[size];
            this.awaited = EnumSet.noneOf(MatchField.class);
            awaited.addAll(coming);
        }

        /** Takes the values of a field, and prepares what waited for it. */
        public void add(MatchField field, FieldValues values) {
            fields.put(field, values);
            awaited.remove(field);
            hash(field, values);
            prepare();
        }

        /** The table, once every field has come. */
        public RecordTable table() {
            if (!awaited.isEmpty()) {
                throw new IllegalStateException("Fields that have not come: " + awaited);
            }
            prepare();
            Prepared[] all =
                    Arrays.stream(prepared).map(Objects::requireNonNull).toArray(Prepared[]::new);
            Dictionary[] dictionaries =
                    Arrays.stream(all).map(Prepared::dictionary).toArray(Dictionary[]::new);
            int[] present = present(dictionaries);
            int[] rows = new int[Math.multiplyExact(size, present.length)];
            IntStream.range(0, size).parallel().forEach(record -> {
                for (int i = 0; i < present.length; i++) {
                    rows[record * present.length + i] = all[present[i]].codes()[record];
                }
            });
            return new RecordTable(size, dictionaries, rows, OwnScores.NONE, new Kin(persons, places, new int[0]));
        }

        /** Adds a field to a hash of each record: a sum, so that it is the same in whatever order fields come. */
        private void hash(MatchField field, FieldValues values) {
            long name = Hash.of(field.column());
            long[] hashes = values.values().parallelStream()
                    .mapToLong(value -> Hash.pair(name, Hash.of(value)))
                    .toArray();
            int[] codes = values.codes();
            IntStream.range(0, size)
                    .parallel()
                    .filter(record -> codes[record] >= 0)
                    .forEach(record -> {
                        if (PLACES.contains(field)) {
                            places[record] += Hash.fold(hashes[codes[record]]);
                        } else {
                            persons[record] += hashes[codes[record]];
                        }
                    });
        }

        private void prepare() {
            for (int i = 0; i < prepared.length; i++) {
                Comparer<?> comparer = Comparers.ALL.get(i);
                if (prepared[i] == null && Collections.disjoint(awaited, comparer.fields())) {
                    prepared[i] = Prepared.of(comparer, size, fields, words);
                }
            }
        }
    }

    /**
     * A dictionary, and the code of each record in it.
     *
     * @param codes -1 where a record has no value; empty where none has
     */
    private record Prepared(Dictionary dictionary, int[] codes) {
        static Prepared of(Comparer<?> comparer, int size, Map<MatchField, FieldValues> fields, Words words) {
            List<FieldValues> read = new ArrayList<>();
            for (MatchField field : comparer.fields()) {
                FieldValues values = fields.get(field);
                if (values != null) {
                    read.add(values);
                }
            }
            if (read.isEmpty() || size == 0) {
                return new Prepared(new Dictionary(comparer, new Object[0]), new int[0]);
            }
            Combination combination = Combination.of(read);
            @Nullable
            Object[] values = IntStream.range(0, combination.size())
                    .parallel()
                    .mapToObj(code -> comparer.prepare(record(fields, combination.first[code]), words))
                    .toArray();
            return compact(comparer, combination.codes, values);
        }

        /** Leaves out the codes whose values say nothing. */
        private static Prepared compact(Comparer<?> comparer, int[] codes, @Nullable Object[] values) {
            int[] places = new int[values.length];
            int count = 0;
            for (int code = 0; code < values.length; code++) {
                places[code] = values[code] == null ? -1 : count;
                if (values[code] != null) {
                    values[count++] = values[code];
                }
            }
            int[] compacted = new int[codes.length];
            for (int record = 0; record < codes.length; record++) {
                compacted[record] = codes[record] < 0 ? -1 : places[codes[record]];
            }
            return new Prepared(new Dictionary(comparer, Arrays.copyOf(values, count)), compacted);
        }
    }

    private static RecordValues record(Map<MatchField, FieldValues> fields, int record) {
        return field -> {
            FieldValues values = fields.get(field);
            return values == null ? null : values.of(record);
        };
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
