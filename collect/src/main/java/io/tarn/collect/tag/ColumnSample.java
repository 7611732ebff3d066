package io.tarn.collect.tag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column as the profile agent sees it: its name, what was counted over the whole table, and some of its values.
 *
 * @param column the column as the source names it
 * @param path the names that lead to the value inside a nested column, empty for the column itself
 * @param nulls rows of the whole table without a value
 * @param distinct different values in the whole table, possibly estimated
 * @param unique whether it was counted exactly that every row has a value of its own
 * @param values one for each sampled row, null where it has none
 */
public record ColumnSample(
        String column, List<String> path, long nulls, long distinct, boolean unique, List<@Nullable String> values) {
    public ColumnSample {
        path = List.copyOf(path);
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** The sample of a column that is not nested; a constructor does not tell other modules that values may be null. */
    public static ColumnSample of(
            String column, long nulls, long distinct, boolean unique, List<@Nullable String> values) {
        return new ColumnSample(column, List.of(), nulls, distinct, unique, values);
    }

    /** The column and its path as people write them: {@code customer.address.city}. */
    public String label() {
        return path.isEmpty() ? column : column + "." + String.join(".", path);
    }
}
