package io.tarn.lake.delta;

import io.tarn.lake.Row;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** The current row of a DuckDB answer. Confined to the session's thread. */
final class ResultRow implements Row {
    private final ResultSet result;

    ResultRow(ResultSet result) {
        this.result = result;
    }

    @Override
    public @Nullable String text(int column) {
        try {
            return result.getString(column + 1);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public long number(int column) {
        try {
            return result.getLong(column + 1);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public double decimal(int column) {
        try {
            return result.getDouble(column + 1);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public @Nullable BigDecimal exact(int column) {
        try {
            return result.getBigDecimal(column + 1);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public boolean flag(int column) {
        try {
            return result.getBoolean(column + 1);
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public @Nullable Instant instant(int column) {
        try {
            return switch (result.getObject(column + 1)) {
                case null -> null;
                case OffsetDateTime zoned -> zoned.toInstant();
                case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                case java.sql.Timestamp stamp -> stamp.toLocalDateTime().toInstant(ZoneOffset.UTC);
                default -> throw unreadable(column, null);
            };
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public boolean isNull(int column) {
        try {
            return result.getObject(column + 1) == null;
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    @Override
    public @Nullable Object value(int column) {
        try {
            return plain(result.getObject(column + 1));
        } catch (SQLException e) {
            throw unreadable(column, e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Array array -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Object element : (@Nullable Object[]) array.getArray()) {
                    list.add(plain(element));
                }
                yield list;
            }
            case DuckDBStruct struct -> plainMap(struct.getMap());
            case Struct struct -> List.of(struct.getAttributes());
            case Map<?, ?> map -> plainMap(map);
            case Blob blob -> blob.getBytes(1, (int) blob.length());
            case OffsetDateTime zoned -> zoned.toInstant();
            case Object other -> other;
        };
    }

    private static Map<Object, @Nullable Object> plainMap(Map<?, ?> map) throws SQLException {
        Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            plain.put(entry.getKey(), plain(entry.getValue()));
        }
        return plain;
    }

    private static RuntimeException unreadable(int column, @Nullable SQLException cause) {
        return DeltaErrors.unreadableValue(column, cause);
    }
}
