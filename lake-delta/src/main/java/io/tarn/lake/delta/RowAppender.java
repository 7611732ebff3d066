package io.tarn.lake.delta;

import io.tarn.lake.RowFeed;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Rows from Java into a temporary table, through DuckDB's appender. Confined to one thread. */
final class RowAppender implements RowFeed.Sink {
    private static final Instant EPOCH = Instant.EPOCH;

    private final DuckDBAppender appender;
    private final List<Column> columns;

    RowAppender(DuckDBAppender appender, List<Column> columns) {
        this.appender = appender;
        this.columns = columns;
    }

    @Override
    public void row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw DeltaErrors.invalidValue(
                    columns.getLast().name(), values.length + " values for " + columns.size() + " columns", null);
        }
        try {
            appender.beginRow();
            for (int i = 0; i < values.length; i++) {
                append(columns.get(i), values[i]);
            }
            appender.endRow();
        } catch (SQLException e) {
            throw DeltaErrors.invalidValue("of " + columns.size(), "the engine refused the row", e);
        }
    }

    private void append(Column column, @Nullable Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
            return;
        }
        try {
            append(column.type(), value);
        } catch (ClassCastException | ArithmeticException e) {
            throw DeltaErrors.invalidValue(
                    column.name(), "a " + value.getClass().getSimpleName() + " does not fit " + column.type(), e);
        }
    }

    private void append(ColumnType type, Object value) throws SQLException {
        switch (type) {
            case Scalar scalar -> appendScalar(scalar, value);
            case ListOf list when value instanceof long[] numbers -> appender.append(numbers);
            case ListOf list -> appender.append((Collection<?>) value);
            case MapOf map -> appender.append((Map<?, ?>) value);
            case StructOf struct -> {
                appender.beginStruct();
                for (ColumnType.Field field : struct.fields()) {
                    Object part = ((Map<?, ?>) value).get(field.name());
                    if (part == null) {
                        appender.appendNull();
                    } else {
                        append(field.type(), part);
                    }
                }
                appender.endStruct();
            }
        }
    }

    private void appendScalar(Scalar scalar, Object value) throws SQLException {
        switch (scalar) {
            case STRING -> appender.append((String) value);
            case BOOLEAN -> appender.append(((Boolean) value).booleanValue());
            case INTEGER -> appender.append(((Integer) value).intValue());
            case LONG -> appender.append(((Number) value).longValue());
            case DOUBLE -> appender.append(((Number) value).doubleValue());
            case DECIMAL, DECIMAL_SUM -> appender.append(((BigDecimal) value).setScale(6, RoundingMode.UNNECESSARY));
            case DATE -> appender.append((LocalDate) value);
            case TIMESTAMP -> appender.appendEpochMicros(EPOCH.until((Instant) value, ChronoUnit.MICROS));
            case BINARY -> appender.append((byte[]) value);
        }
    }
}
