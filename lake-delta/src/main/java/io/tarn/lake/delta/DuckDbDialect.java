package io.tarn.lake.delta;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SQL that DuckDB speaks. */
public final class DuckDbDialect implements Dialect {
    private static final int JSON_LINE_BYTES_MAX = 64 << 20;

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

    @Override
    public String jsonText(String expression, List<String> path) {
        String pointer = path.stream()
                .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
        return "CASE WHEN json_valid(" + expression + ") THEN json_extract_string(" + expression + ", "
                + literal(pointer) + ") END";
    }

    @Override
    public String mapOfTexts(Map<String, String> expressions) {
        String entries = expressions.entrySet().stream()
                .map(entry -> "struct_pack(k := " + literal(entry.getKey()) + ", v := " + entry.getValue() + ")")
                .collect(Collectors.joining(", ", "[", "]"));
        String all = String.join(", ", expressions.values());
        return "CASE WHEN COALESCE(" + all + ") IS NOT NULL THEN map_from_entries(list_filter(" + entries
                + ", lambda e: e.v IS NOT NULL)) END";
    }

    @Override
    public String listOfTexts(List<String> expressions) {
        StringBuilder list = new StringBuilder("list_filter([");
        for (int i = 0; i < expressions.size(); i++) {
            String own = expressions.get(i);
            String repeats = expressions.subList(0, i).stream()
                    .map(earlier -> own + " IS NOT DISTINCT FROM " + earlier)
                    .collect(Collectors.joining(" OR "));
            list.append(i == 0 ? "" : ", ");
            list.append(repeats.isEmpty() ? own : "CASE WHEN NOT (" + repeats + ") THEN " + own + " END");
        }
        list.append("], lambda e: e IS NOT NULL)");
        return "CASE WHEN COALESCE(" + String.join(", ", expressions) + ") IS NOT NULL THEN " + list + " END";
    }

    @Override
    public String startsWith(String expression, String start) {
        return "starts_with(" + expression + ", " + start + ")";
    }

    @Override
    public String endsWith(String expression, String end) {
        return "ends_with(" + expression + ", " + end + ")";
    }

    @Override
    public String textsOfJson(String expression) {
        return "TRY_CAST(TRY_CAST(" + expression + " AS JSON) AS VARCHAR[])";
    }

    @Override
    public String holdsStruct(String list, String field, String text) {
        return "len(list_filter(" + list + ", lambda e: e." + quote(field) + " = " + literal(text) + ")) > 0";
    }

    @Override
    public String matches(String expression, String pattern) {
        return "regexp_matches(" + expression + ", " + literal(pattern) + ")";
    }

    @Override
    public String average(String sum, String count) {
        String millionths = "CAST(abs(" + sum + ") * 1000000 AS HUGEINT)";
        String rounded = "((2 * " + millionths + " + " + count + ") // (2 * " + count + "))";
        return "CAST(sign(" + sum + ") * CAST(" + rounded + " AS DECIMAL(28,0)) * CAST(0.000001 AS DECIMAL(7,6))"
                + " AS DECIMAL(38,6))";
    }

    @Override
    public String jsonLines(Path file, List<Column> columns) {
        String types = columns.stream()
                .map(column -> quote(column.name()) + ": " + literal(typeName(column.type())))
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_json(" + literal(file.toString()) + ", format = 'newline_delimited', columns = " + types
                + ", maximum_object_size = " + JSON_LINE_BYTES_MAX + ")";
    }

    @Override
    public String mapValue(String expression, String key) {
        return expression + "[" + literal(key) + "]";
    }

    @Override
    public String mapWithout(String expression, List<String> keys, Optional<String> field) {
        String rest = "list_filter(map_entries(" + expression + "), lambda e: e.key NOT IN (" + listed(keys) + "))";
        String value = "e.value" + field.map(name -> "." + quote(name)).orElse("");
        return "CASE WHEN len(" + rest + ") > 0 THEN map_from_entries(list_transform(" + rest
                + ", lambda e: {'k': e.key, 'v': " + value + "})) END";
    }

    /** Texts for a list that must not be empty. */
    private String listed(List<String> texts) {
        return texts.isEmpty() ? "''" : texts.stream().map(this::literal).collect(Collectors.joining(", "));
    }

    @Override
    public String newest(String expression, String by) {
        return "arg_max_null(" + expression + ", " + by + ")";
    }

    @Override
    public String structOf(Map<String, String> expressions) {
        return expressions.entrySet().stream()
                .map(one -> quote(one.getKey()) + " := " + one.getValue())
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
    }

    @Override
    public String instantText(String expression) {
        return "strftime(" + expression + " AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')";
    }

    @Override
    public String unnested(String expression) {
        return "unnest(" + expression + ")";
    }

    @Override
    public String deltaTable(Path folder) {
        return "delta_scan(" + literal(folder.toString()) + ")";
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
