package io.tarn.lake.dialect;

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

/** The SQL that Spark speaks, from 3.5, and Databricks with it. */
public final class SparkDialect implements Dialect {
    public static final SparkDialect INSTANCE = new SparkDialect();

    private SparkDialect() {}

    @Override
    public String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public String literal(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }

    @Override
    public String typeName(ColumnType type) {
        return switch (type) {
            case Scalar scalar -> scalarName(scalar);
            case ListOf list -> "ARRAY<" + typeName(list.element()) + ">";
            case MapOf map -> "MAP<STRING, " + typeName(map.value()) + ">";
            case StructOf struct ->
                struct.fields().stream()
                        .map(field -> quote(field.name()) + ": " + typeName(field.type()))
                        .collect(Collectors.joining(", ", "STRUCT<", ">"));
        };
    }

    @Override
    public String tryCast(String expression, ColumnType type) {
        return "try_cast(" + expression + " AS " + typeName(type) + ")";
    }

    @Override
    public String jsonText(String expression, List<String> path) {
        String place = path.stream().map(name -> "['" + name + "']").collect(Collectors.joining());
        return "get_json_object(" + expression + ", " + literal("$" + place) + ")";
    }

    @Override
    public String mapOfTexts(Map<String, String> expressions) {
        String entries = expressions.entrySet().stream()
                .map(entry -> "named_struct('key', " + literal(entry.getKey()) + ", 'value', " + entry.getValue() + ")")
                .collect(Collectors.joining(", ", "array(", ")"));
        String all = String.join(", ", expressions.values());
        return "CASE WHEN COALESCE(" + all + ") IS NOT NULL THEN map_from_entries(filter(" + entries
                + ", e -> e.value IS NOT NULL)) END";
    }

    @Override
    public String listOfTexts(List<String> expressions) {
        String all = String.join(", ", expressions);
        return "CASE WHEN COALESCE(" + all + ") IS NOT NULL THEN array_distinct(array_compact(array(" + all + "))) END";
    }

    @Override
    public String startsWith(String expression, String start) {
        return "startswith(" + expression + ", " + start + ")";
    }

    @Override
    public String endsWith(String expression, String end) {
        return "endswith(" + expression + ", " + end + ")";
    }

    @Override
    public String textsOfJson(String expression) {
        return "from_json(" + expression + ", 'ARRAY<STRING>')";
    }

    @Override
    public String holdsStruct(String list, String field, String text) {
        return "exists(" + list + ", e -> e." + quote(field) + " = " + literal(text) + ")";
    }

    @Override
    public String matches(String expression, String pattern) {
        return "regexp_like(" + expression + ", " + literal(pattern) + ")";
    }

    @Override
    public String average(String sum, String count) {
        String millionths = "CAST(abs(" + sum + ") * 1000000 AS DECIMAL(38,0))";
        String rounded = "((2 * " + millionths + " + " + count + ") div (2 * " + count + "))";
        return "CAST(sign(" + sum + ") * " + rounded + " * CAST(0.000001 AS DECIMAL(7,6)) AS DECIMAL(38,6))";
    }

    @Override
    public String jsonLines(Path file, List<Column> columns) {
        String named = columns.stream()
                .map(column -> quote(column.name()) + " " + typeName(column.type()))
                .collect(Collectors.joining(", "));
        return "(SELECT line.* FROM (SELECT from_json(value, " + literal(named) + ") AS line FROM text."
                + quote(file.toString()) + "))";
    }

    @Override
    public String mapValue(String expression, String key) {
        return "try_element_at(" + expression + ", " + literal(key) + ")";
    }

    @Override
    public String mapWithout(String expression, List<String> keys, Optional<String> field) {
        String rest = "map_filter(" + expression + ", (k, v) -> k NOT IN (" + listed(keys) + "))";
        String texts = field.map(name -> "transform_values(" + rest + ", (k, v) -> v." + quote(name) + ")")
                .orElse(rest);
        return "CASE WHEN size(" + rest + ") > 0 THEN " + texts + " END";
    }

    /** Texts for a list that must not be empty. */
    private String listed(List<String> texts) {
        return texts.isEmpty() ? "''" : texts.stream().map(this::literal).collect(Collectors.joining(", "));
    }

    @Override
    public String newest(String expression, String by) {
        return "max_by(" + expression + ", " + by + ")";
    }

    @Override
    public String structOf(Map<String, String> expressions) {
        return expressions.entrySet().stream()
                .map(one -> literal(one.getKey()) + ", " + one.getValue())
                .collect(Collectors.joining(", ", "named_struct(", ")"));
    }

    @Override
    public String instantText(String expression) {
        return "date_format(to_utc_timestamp(" + expression + ", current_timezone()),"
                + " \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'\")";
    }

    @Override
    public String unnested(String expression) {
        return "explode(" + expression + ")";
    }

    @Override
    public String deltaTable(Path folder) {
        return "delta." + quote(folder.toString());
    }

    private static String scalarName(Scalar scalar) {
        return switch (scalar) {
            case STRING -> "STRING";
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INT";
            case LONG -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL -> "DECIMAL(18,6)";
            case DECIMAL_SUM -> "DECIMAL(38,6)";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case BINARY -> "BINARY";
        };
    }
}
