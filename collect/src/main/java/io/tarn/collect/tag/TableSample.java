package io.tarn.collect.tag;

import io.tarn.model.identity.SourceName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as the profile agent sees it: some of its rows, chosen by the hash of what they hold, and what was counted
 * over all of them. Values of several columns at one position are of one row.
 *
 * @param rows rows of the whole table
 * @param key the column that a person declared to be the key
 * @param region the ISO 3166 code that a person declared for national forms
 */
public record TableSample(
        SourceName source, long rows, Optional<String> key, Optional<String> region, List<ColumnSample> columns) {
    public TableSample {
        columns = List.copyOf(columns);
    }

    /** A sample that is the whole table, for tables that are small or already in hand. */
    public static TableSample whole(
            SourceName source, List<String> names, List<? extends List<@Nullable String>> rows) {
        List<ColumnSample> columns = new java.util.ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<@Nullable String> values = new java.util.ArrayList<>();
            Set<String> distinct = new HashSet<>();
            long nulls = 0;
            for (List<@Nullable String> row : rows) {
                String value = row.get(i);
                values.add(value);
                if (value == null || value.isEmpty()) {
                    nulls++;
                } else {
                    distinct.add(value);
                }
            }
            boolean unique = nulls == 0 && distinct.size() == rows.size();
            columns.add(new ColumnSample(names.get(i), List.of(), nulls, distinct.size(), unique, values));
        }
        return new TableSample(source, rows.size(), Optional.empty(), Optional.empty(), columns);
    }

    /** The same table with columns that hold objects as JSON opened into one for each value inside. */
    public TableSample opened() {
        return new TableSample(source, rows, key, region, NestedColumns.open(columns, rows));
    }
}
