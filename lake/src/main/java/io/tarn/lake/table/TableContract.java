package io.tarn.lake.table;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a table promises: its name, its meaning, its columns, and the order in which its files are written.
 *
 * @param key the columns that together are unique, empty when rows may repeat
 * @param sortedBy the columns by which files are ordered, so that their statistics let readers skip files
 */
public record TableContract(
        TableName name, String meaning, List<Column> columns, List<String> key, List<String> sortedBy) {
    public TableContract {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        sortedBy = List.copyOf(sortedBy);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new TarnException(
                        ErrorCode.INVARIANT_BROKEN, "Table " + name + " names column '" + column.name() + "' twice.");
            }
        }
        if (!names.containsAll(key) || !names.containsAll(sortedBy)) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN, "Table " + name + " has a key or an order over columns it lacks.");
        }
    }
}
