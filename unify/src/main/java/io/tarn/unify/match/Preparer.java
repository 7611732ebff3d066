package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchModel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Prepares single records as a table of records is prepared, quarantined values left out. Immutable; safe for several threads. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal: the hot loops need them
final class Preparer {
    private final long[][] quarantined = new long[Pattern.COMPARISONS][];

    Preparer(MatchModel model) {
        for (ComparisonKind kind : ComparisonKind.values()) {
            quarantined[kind.ordinal()] = Quarantine.hashes(kind, model.quarantined());
        }
    }

    /** The prepared value of each comparison, in the order of all comparisons; null where the record says nothing. */
    @Nullable
    Object[] prepare(RecordValues record) {
        @Nullable Object[] values = new Object[Pattern.COMPARISONS];
        Words words = new Words();
        for (int i = 0; i < values.length; i++) {
            values[i] = prepare(i, record, words);
        }
        return values;
    }

    /** The prepared value of one comparison; null where the record says nothing. */
    @Nullable
    Object prepare(int comparison, RecordValues record) {
        return prepare(comparison, record, new Words());
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object prepare(int comparison, RecordValues record, Words words) {
        Comparer<Object> comparer = (Comparer<Object>) Comparers.ALL.get(comparison);
        Object value = comparer.prepare(record, words);
        boolean dropped = value != null
                && quarantined[comparison].length > 0
                && Arrays.binarySearch(quarantined[comparison], comparer.equalKey(value)) >= 0;
        return dropped ? null : value;
    }
}
