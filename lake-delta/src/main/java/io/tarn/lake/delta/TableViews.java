package io.tarn.lake.delta;

import io.delta.kernel.types.StructField;
import java.util.List;
import java.util.stream.Collectors;

/** A version of a table as a query of DuckDB over its files. */
final class TableViews {
    private TableViews() {}

    static String select(TableSnapshot table) {
        return select(table, table.files());
    }

    /** Every column of the table in its order and type, over some of its files. */
    static String select(TableSnapshot table, List<DataFile> files) {
        String empty = table.schema().fields().stream()
                .map(field -> "CAST(NULL AS " + DeltaTypes.duckDbName(field.getDataType()) + ") AS " + quote(field))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
        if (files.isEmpty()) {
            return empty;
        }
        String paths = files.stream()
                .map(file -> DuckDbDialect.INSTANCE.literal(file.path().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
        if (table.properties().containsKey("delta.columnMapping.mode")) {
            return empty + " UNION ALL BY NAME SELECT * FROM read_parquet(" + paths + ", union_by_name = true)";
        }
        String columns = table.schema().fields().stream().map(TableViews::quote).collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM read_parquet(" + paths + ")";
    }

    private static String quote(StructField field) {
        return DuckDbDialect.INSTANCE.quote(field.getName());
    }
}
