package io.tarn.connectors.staging;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of one file that could not be read, on their way to {@code bronze.unreadable}. */
public final class UnreadableRows implements AutoCloseable {
    /** How much of a row is kept; the file itself has the rest. */
    public static final int RAW_BYTES_MAX = 1 << 20;

    private static final List<Column> COLUMNS = List.of(
            Column.of("reason", Scalar.STRING, ""),
            Column.of("detail", Scalar.STRING, ""),
            Column.personal("raw", Scalar.STRING, ""));

    private final StagedTable table;

    public UnreadableRows(Path file) {
        table = new StagedTable(file);
    }

    public void add(long row, String reason, String detail, byte[] bytes, int from, int to) {
        table.begin(row);
        table.value(reason);
        table.value(detail);
        table.value(Utf8.show(bytes, from, to, RAW_BYTES_MAX));
        table.end();
    }

    public long count() {
        return table.rows();
    }

    public long bytes() {
        return table.bytes();
    }

    /** The rows as the engine reads them, empty when there are none; call after {@link #close}. */
    public Optional<Statement> statement(Dialect dialect) {
        return count() == 0 ? Optional.empty() : Optional.of(table.statement(dialect, "row_number", COLUMNS, false));
    }

    @Override
    public void close() {
        table.close();
    }
}
