package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.QuarantinedIdentifier;
import io.tarn.model.policy.IdentityRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds identifiers that too many share, such as a switchboard's number or a kiosk, and takes them out of a table. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class Quarantine {
    /** By what a person uses a device. */
    private static final List<ComparisonKind> ACCOUNTS = List.of(ComparisonKind.USER_ID, ComparisonKind.EMAIL);

    private Quarantine() {}

    static List<QuarantinedIdentifier> of(RecordTable table, IdentityRules rules) {
        List<QuarantinedIdentifier> found = new ArrayList<>();
        rules.namesMax().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(limit -> find(table, limit.getKey(), limit.getValue(), found));
        return found;
    }

    /** The table without the quarantined values. */
    static RecordTable apply(RecordTable table, List<QuarantinedIdentifier> quarantined) {
        RecordTable rest = table;
        for (ComparisonKind kind : ComparisonKind.values()) {
            long[] hashes = hashes(kind, quarantined);
            if (hashes.length > 0) {
                RecordTable.Column column = table.column(kind);
                boolean[] dropped = new boolean[column.values().length];
                for (int code = 0; code < dropped.length; code++) {
                    dropped[code] = Arrays.binarySearch(hashes, key(column, code)) >= 0;
                }
                rest = rest.without(kind.ordinal(), dropped);
            }
        }
        return rest;
    }

    /** The quarantined hashes of a kind, ascending. */
    static long[] hashes(ComparisonKind kind, List<QuarantinedIdentifier> quarantined) {
        return quarantined.stream()
                .filter(identifier -> identifier.kind() == kind)
                .mapToLong(QuarantinedIdentifier::hash)
                .sorted()
                .toArray();
    }

    private static void find(RecordTable table, ComparisonKind kind, int namesMax, List<QuarantinedIdentifier> into) {
        RecordTable.Column column = table.column(kind);
        long[] perCode = new long[column.values().length];
        Arrays.setAll(perCode, code -> key(column, code));
        long[] frequent = frequent(column, perCode, namesMax);
        List<long[]> entries = new ArrayList<>();
        for (int record = 0; record < table.size() && frequent.length > 0; record++) {
            int code = column.codes().of(record);
            if (code >= 0 && Arrays.binarySearch(frequent, perCode[code]) >= 0) {
                entries.add(new long[] {perCode[code], who(table, kind, record)});
            }
        }
        entries.sort(Comparator.<long[]>comparingLong(e -> e[0]).thenComparingLong(e -> e[1]));
        for (int start = 0; start < entries.size(); ) {
            int end = start;
            int distinct = 0;
            while (end < entries.size() && entries.get(end)[0] == entries.get(start)[0]) {
                boolean repeat = end > start && entries.get(end)[1] == entries.get(end - 1)[1];
                distinct += repeat || entries.get(end)[1] == 0 ? 0 : 1;
                end++;
            }
            if (distinct > namesMax) {
                into.add(new QuarantinedIdentifier(kind, entries.get(start)[0], end - start, distinct));
            }
            start = end;
        }
    }

    /** The keys that more records carry than names may stand beside one, ascending. */
    private static long[] frequent(RecordTable.Column column, long[] perCode, int namesMax) {
        long[] keys = HashSort.sorted(Arrays.stream(column.codes().known())
                .mapToLong(code -> perCode[code])
                .toArray());
        return IntStream.range(namesMax, keys.length)
                .filter(i -> keys[i] == keys[i - namesMax])
                .mapToLong(i -> keys[i])
                .distinct()
                .toArray();
    }

    @SuppressWarnings("unchecked")
    private static long key(RecordTable.Column column, int code) {
        return ((Comparer<Object>) column.comparer()).equalKey(column.values()[code]);
    }

    /** Whom a record names; where it names nobody, a device is told by the accounts that used it. 0 where nothing says. */
    private static long who(RecordTable table, ComparisonKind kind, int record) {
        long name = sound((PersonName) table.value(ComparisonKind.NAME.ordinal(), record));
        return name != 0 || kind != ComparisonKind.DEVICE_ID ? name : account(table, record);
    }

    @SuppressWarnings("unchecked")
    private static long account(RecordTable table, int record) {
        for (ComparisonKind kind : ACCOUNTS) {
            Object value = table.value(kind.ordinal(), record);
            if (value != null) {
                return ((Comparer<Object>) Comparers.ALL.get(kind.ordinal())).equalKey(value);
            }
        }
        return 0;
    }

    /** Names that sound alike count as one, so that misspellings of one person do not add up. */
    private static long sound(@Nullable PersonName name) {
        if (name == null) {
            return 0;
        }
        String given = name.given == null ? "" : Sound.of(name.given.text);
        String family = name.family == null ? "" : Sound.of(name.family.text);
        return Hash.of(given + ' ' + family);
    }
}
