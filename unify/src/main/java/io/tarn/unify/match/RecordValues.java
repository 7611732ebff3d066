package io.tarn.unify.match;

import io.tarn.model.identity.MatchField;
import org.jspecify.annotations.Nullable;

/** The values of one record by canonical column; null where the record has none. */
@FunctionalInterface
public interface RecordValues {
    @Nullable
    String value(MatchField field);

    /** The value, or the empty text. */
    default String text(MatchField field) {
        String value = value(field);
        return value == null ? "" : value;
    }
}
