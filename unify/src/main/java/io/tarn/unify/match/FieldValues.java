package io.tarn.unify.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one field of all records: every different value once, and for each record which it has. Immutable as
 * long as nobody writes to the codes, which are not copied.
 *
 * @param codes for each record the place of its value; -1 where it has none
 * @param values the different values
 */
@SuppressWarnings("ArrayRecordComponent") // a number for each of millions of records
public record FieldValues(int[] codes, List<String> values) {
    /** The value of a record, or null. */
    public @Nullable String of(int record) {
        int code = codes[record];
        return code < 0 ? null : values.get(code);
    }
}
