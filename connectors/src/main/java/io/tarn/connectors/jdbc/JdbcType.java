package io.tarn.connectors.jdbc;

import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Scalar;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values of a column come from a database, and what they are in the lake; what the lake lacks comes as text. */
enum JdbcType {
    INTEGER(Scalar.INTEGER),
    LONG(Scalar.LONG),
    DOUBLE(Scalar.DOUBLE),
    DECIMAL(Scalar.DECIMAL),
    BOOLEAN(Scalar.BOOLEAN),
    DATE(Scalar.DATE),
    /** A time without a zone: taken as UTC. */
    LOCAL_TIMESTAMP(Scalar.TIMESTAMP),
    TIMESTAMP(Scalar.TIMESTAMP),
    TEXT(Scalar.STRING);

    private static final int DECIMAL_SCALE = 6;
    private static final int DECIMAL_WHOLE = 12;

    /** Days beyond these stand for infinity in databases that know it; they have no place in the lake. */
    private static final LocalDate FIRST_DAY = LocalDate.of(-4712, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final Scalar landed;

    JdbcType(Scalar landed) {
        this.landed = landed;
    }

    ColumnType landed() {
        return landed;
    }

    static JdbcType of(int type, int precision, int scale, String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> INTEGER;
            case Types.BIGINT -> LONG;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> word.equals("money") ? TEXT : DOUBLE;
            case Types.NUMERIC, Types.DECIMAL ->
                precision > 0 && scale >= 0 && scale <= DECIMAL_SCALE && precision - scale <= DECIMAL_WHOLE
                        ? DECIMAL
                        : TEXT;
            case Types.BOOLEAN -> BOOLEAN;
            case Types.BIT -> word.startsWith("bool") ? BOOLEAN : TEXT;
            case Types.DATE -> DATE;
            case Types.TIMESTAMP ->
                word.contains("tz") || word.contains("with time zone") ? TIMESTAMP : LOCAL_TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> TIMESTAMP;
            default -> TEXT;
        };
    }

    @Nullable
    Object read(ResultSet rows, int column) throws SQLException {
        return switch (this) {
            case INTEGER -> nullable(rows, rows.getInt(column));
            case LONG -> nullable(rows, rows.getLong(column));
            case DOUBLE -> nullable(rows, rows.getDouble(column));
            case BOOLEAN -> nullable(rows, rows.getBoolean(column));
            case DECIMAL -> rows.getBigDecimal(column);
            case DATE -> finite(rows.getObject(column, LocalDate.class));
            case LOCAL_TIMESTAMP -> {
                LocalDateTime value = rows.getObject(column, LocalDateTime.class);
                yield value == null || finite(value.toLocalDate()) == null ? null : value.toInstant(ZoneOffset.UTC);
            }
            case TIMESTAMP -> {
                OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
                yield value == null || finite(value.toLocalDate()) == null ? null : value.toInstant();
            }
            case TEXT -> rows.getString(column);
        };
    }

    void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (this) {
            case INTEGER, LONG -> statement.setLong(index, ((Number) value).longValue());
            case DOUBLE -> statement.setDouble(index, ((Number) value).doubleValue());
            case DECIMAL -> statement.setBigDecimal(index, (BigDecimal) value);
            case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
            case DATE -> statement.setObject(index, value);
            case LOCAL_TIMESTAMP ->
                statement.setObject(index, LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
            case TIMESTAMP -> statement.setObject(index, ((Instant) value).atOffset(ZoneOffset.UTC));
            case TEXT -> statement.setString(index, (String) value);
        }
    }

    private static @Nullable Object nullable(ResultSet rows, Object value) throws SQLException {
        return rows.wasNull() ? null : value;
    }

    private static @Nullable LocalDate finite(@Nullable LocalDate day) {
        return day == null || day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY) ? null : day;
    }
}
