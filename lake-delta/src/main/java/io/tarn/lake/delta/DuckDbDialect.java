package io.tarn.lake.delta;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import java.util.stream.Collectors;

/** The SQL that DuckDB speaks. */
public final class DuckDbDialect implements Dialect {
    public static final DuckDbDialect INSTANCE = new DuckDbDialect();

    private DuckDbDialect() {}

    @Override
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    @Override
    public String typeName(ColumnType type) {
        return switch (type) {
            case Scalar scalar -> scalarName(scalar);
            case ListOf list -> typeName(list.element()) + "[]";
            case MapOf map -> "MAP(VARCHAR, " + typeName(map.value()) + ")";
            case StructOf struct ->
                struct.fields().stream()
                        .map(field -> quote(field.name()) + " " + typeName(field.type()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
        };
    }

    @Override
    public String tryCast(String expression, ColumnType type) {
        return "TRY_CAST(" + expression + " AS " + typeName(type) + ")";
    }

    private static String scalarName(Scalar scalar) {
        return switch (scalar) {
            case STRING -> "VARCHAR";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case LONG -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL -> "DECIMAL(18,6)";
            case DECIMAL_SUM -> "DECIMAL(38,6)";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case BINARY -> "BLOB";
        };
    }
}
