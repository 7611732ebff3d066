package io.tarn.collect.tag;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.ColumnType.Scalar;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that take a sample of a table for the profile agent. Rows are chosen by a hash of what they hold. */
public final class SampleStatements {
    private static final int ROWS_MAX = 5_000;
    private static final int ROWS_MIN = 200;
    private static final int CELLS_MAX = 400_000;
    private static final int HASHED_MAX = 200;

    private SampleStatements() {}

    /** One row: all rows, then for each column the rows with a value and the estimated number of different ones. */
    public static Statement counts(String relation, List<String> columns, Dialect dialect) {
        String counts = columns.stream()
                .map(column -> ", count(NULLIF(" + text(column, dialect) + ", '')), approx_count_distinct("
                        + text(column, dialect) + ")")
                .collect(Collectors.joining());
        return Statement.of("SELECT count(*)" + counts + " FROM " + relation);
    }

    /** One row: for each column the exact number of different values. */
    public static Statement distinct(String relation, List<String> columns, Dialect dialect) {
        String counts = columns.stream()
                .map(column -> "count(DISTINCT " + text(column, dialect) + ")")
                .collect(Collectors.joining(", "));
        return Statement.of("SELECT " + counts + " FROM " + relation);
    }

    /** The sampled rows, as text. */
    public static Statement rows(String relation, List<String> columns, Dialect dialect) {
        String texts = columns.stream().map(column -> text(column, dialect)).collect(Collectors.joining(", "));
        String hashed = columns.stream()
                .limit(HASHED_MAX)
                .map(column -> "COALESCE(" + text(column, dialect) + ", '')")
                .collect(Collectors.joining(", "));
        int rows = Math.max(ROWS_MIN, Math.min(ROWS_MAX, CELLS_MAX / Math.max(1, columns.size())));
        return Statement.of("SELECT " + texts + " FROM " + relation + " ORDER BY md5(concat_ws(chr(31), " + hashed
                + ")), "
                + columns.stream().limit(HASHED_MAX).map(dialect::quote).collect(Collectors.joining(", "))
                + " LIMIT " + rows);
    }

    private static String text(String column, Dialect dialect) {
        return "CAST(" + dialect.quote(column) + " AS " + dialect.typeName(Scalar.STRING) + ")";
    }
}
