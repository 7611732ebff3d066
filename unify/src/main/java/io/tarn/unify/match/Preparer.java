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
    @SuppressWarnings("unchecked")
    @Nullable
    Object[] prepare(RecordValues record) {
        @Nullable Object[] values = new Object[Pattern.COMPARISONS];
        Words words = new Words();
        for (int i = 0; i < values.length; i++) {
            Comparer<Object> comparer = (Comparer<Object>) Comparers.ALL.get(i);
            Object value = comparer.prepare(record, words);
            boolean dropped = value != null
                    && quarantined[i].length > 0
                    && Arrays.binarySearch(quarantined[i], comparer.equalKey(value)) >= 0;
            values[i] = dropped ? null : value;
        }
        return values;
    }
}
