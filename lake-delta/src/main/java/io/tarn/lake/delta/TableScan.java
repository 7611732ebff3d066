package io.tarn.lake.delta;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Files of a table as a query: every column in its order, name and type, whoever wrote them. Columns that a file lacks
 * are NULL, partition columns come from the log, and rows that a deletion vector names are left out. Confined to the
 * thread of its engine.
 */
final class TableScan {
    /** The column that names the file of a row, in scans that ask for it. */
    static final String FILE = "tarn file";

    private static final String ROW = "tarn row";

    private final DuckDbEngine engine;
    private final KernelLog log;
    private int helpers;

    TableScan(DuckDbEngine engine, KernelLog log) {
        this.engine = engine;
        this.log = log;
    }

    String select(TableSnapshot table) {
        return select(table, table.files(), false);
    }

    String select(TableSnapshot table, List<DataFile> files) {
        return select(table, files, false);
    }

    /** As {@link #select(TableSnapshot)} over some files, with the path of each row's file as {@link #FILE}. */
    String selectWithFile(TableSnapshot table, List<DataFile> files) {
        return select(table, files, true);
    }

    private String select(TableSnapshot table, List<DataFile> files, boolean withFile) {
        if (files.isEmpty()) {
            return emptySelect(table, withFile);
        }
        boolean deletions = files.stream().anyMatch(file -> file.deletions().isPresent());
        boolean partitioned = !table.partitionColumns().isEmpty();
        Optional<Set<String>> present = table.isPlain() ? Optional.empty() : Optional.of(presentColumns(files));
        List<String> columns = new ArrayList<>();
        for (StructField field : table.schema().fields()) {
            columns.add(column(table, field, present) + " AS " + quote(field.getName()));
        }
        if (withFile) {
            columns.add("f." + quote(FILE));
        }
        StringBuilder sql =
                new StringBuilder("SELECT ").append(String.join(", ", columns)).append(" FROM ");
        sql.append(read(files, present.isPresent(), withFile || deletions || partitioned, deletions))
                .append(" f");
        if (partitioned) {
            sql.append(" JOIN ")
                    .append(partitionValues(table, files))
                    .append(" p ON p.path = f.")
                    .append(quote(FILE));
        }
        if (deletions) {
            sql.append(" WHERE NOT EXISTS (SELECT 1 FROM ")
                    .append(deletedRows(table, files))
                    .append(" d WHERE d.path = f.")
                    .append(quote(FILE))
                    .append(" AND d.row = f.")
                    .append(quote(ROW))
                    .append(")");
        }
        return sql.toString();
    }

    private static String emptySelect(TableSnapshot table, boolean withFile) {
        List<String> columns = new ArrayList<>();
        for (StructField field : table.schema().fields()) {
            columns.add(
                    "CAST(NULL AS " + DeltaTypes.duckDbName(field.getDataType()) + ") AS " + quote(field.getName()));
        }
        if (withFile) {
            columns.add("NULL::VARCHAR AS " + quote(FILE));
        }
        return "SELECT " + String.join(", ", columns) + " WHERE false";
    }

    private static String read(List<DataFile> files, boolean byName, boolean withFile, boolean withRow) {
        String paths = files.stream()
                .map(file -> DuckDbDialect.INSTANCE.literal(file.path().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
        String options = (byName ? ", union_by_name = true" : "")
                + ", hive_partitioning = false"
                + (withFile ? ", filename = " + DuckDbDialect.INSTANCE.literal(FILE) : "")
                + (withRow ? ", file_row_number = true" : "");
        String read = "read_parquet(" + paths + options + ")";
        return withRow ? "(SELECT *, file_row_number AS " + quote(ROW) + " FROM " + read + ")" : read;
    }

    private static String column(TableSnapshot table, StructField field, Optional<Set<String>> present) {
        String type = DeltaTypes.duckDbName(field.getDataType());
        int partition = table.partitionColumns().indexOf(field.getName());
        if (partition >= 0) {
            return "CAST(p.p" + partition + " AS " + type + ")";
        }
        String physical = DeltaTypes.physicalName(field);
        if (present.isEmpty()) {
            return "f." + quote(physical);
        }
        if (!present.get().contains(physical.toLowerCase(Locale.ROOT))) {
            return "CAST(NULL AS " + type + ")";
        }
        return "CAST(" + logical("f." + quote(physical), field.getDataType(), 0) + " AS " + type + ")";
    }

    /** The columns that at least one of the files holds, in lower case. */
    private Set<String> presentColumns(List<DataFile> files) {
        Set<String> names = new HashSet<>();
        for (Column column : engine.columns(Statement.of("SELECT * FROM " + read(files, true, false, false)))) {
            names.add(column.name().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** A nested value with its parts under their logical names. */
    private static String logical(String value, DataType type, int depth) {
        if (!DeltaTypes.isMapped(type)) {
            return value;
        }
        String item = "x" + depth;
        return switch (type) {
            case StructType struct ->
                "CASE WHEN " + value + " IS NULL THEN NULL ELSE struct_pack("
                        + struct.fields().stream()
                                .map(part -> quote(part.getName()) + " := "
                                        + logical(
                                                value + "." + quote(DeltaTypes.physicalName(part)),
                                                part.getDataType(),
                                                depth))
                                .collect(Collectors.joining(", "))
                        + ") END";
            case ArrayType array ->
                "list_transform(" + value + ", lambda " + item + ": " + logical(item, array.getElementType(), depth + 1)
                        + ")";
            case MapType map ->
                "CASE WHEN " + value + " IS NULL THEN NULL ELSE map_from_entries(list_transform(map_entries(" + value
                        + "), lambda " + item + ": {'k': " + logical(item + ".key", map.getKeyType(), depth + 1)
                        + ", 'v': " + logical(item + ".value", map.getValueType(), depth + 1) + "})) END";
            default -> value;
        };
    }

    private String partitionValues(TableSnapshot table, List<DataFile> files) {
        String name = helper();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("path", Scalar.STRING, ""));
        for (int i = 0; i < table.partitionColumns().size(); i++) {
            columns.add(Column.of("p" + i, Scalar.STRING, ""));
        }
        List<String> physical = table.partitionColumns().stream()
                .map(column -> DeltaTypes.physicalName(table.schema().get(column)))
                .toList();
        engine.load(name, columns, sink -> {
            for (DataFile file : files) {
                @Nullable Object[] row = new Object[columns.size()];
                row[0] = file.path().toString();
                for (int i = 1; i < row.length; i++) {
                    String value = file.partition().get(physical.get(i - 1));
                    row[i] = value == null || value.isEmpty() ? null : value;
                }
                sink.row(row);
            }
        });
        return name;
    }

    private String deletedRows(TableSnapshot table, List<DataFile> files) {
        String name = helper();
        List<Column> columns = List.of(Column.of("path", Scalar.STRING, ""), Column.of("row", Scalar.LONG, ""));
        engine.load(name, columns, sink -> {
            for (DataFile file : files) {
                if (file.deletions().isPresent()) {
                    String path = file.path().toString();
                    for (long row :
                            log.deletedRows(table.path(), file.deletions().get())) {
                        sink.row(path, row);
                    }
                }
            }
        });
        return name;
    }

    private String helper() {
        return "tarn_scan_" + helpers++;
    }

    private static String quote(String name) {
        return DuckDbDialect.INSTANCE.quote(name);
    }
}
