package io.tarn.loop.gold;

import io.tarn.collect.source.Arrival.RowsArrival;
import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.WriteId;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.TableName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of another system's table on their way into bronze.
 *
 * <p>Reads from the highest landed watermark onward, that one included, for more rows may have come with it; rows that
 * are in bronze exactly as they are do not land again, as often as they are there. One thread, one use.
 */
final class RowLanding {
    private static final String STAGED = "tarn_landing";

    private final LakeSession session;
    private final TableName table;
    private final LandingColumns columns;
    private final RowsArrival arrival;

    RowLanding(LakeSession session, TableName table, LandingColumns columns, RowsArrival arrival) {
        this.session = session;
        this.table = table;
        this.columns = columns;
        this.arrival = arrival;
    }

    /** Returns how many rows were new. */
    long land(boolean landedBefore, Instant at, WriteId id) {
        Dialect dialect = session.dialect();
        Optional<Column> watermark = arrival.watermark().map(this::column);
        Object since = landedBefore ? watermark.map(this::highest).orElse(null) : null;
        session.load(STAGED, arrival.columns(), sink -> arrival.read(since, sink::row));
        List<String> names = arrival.columns().stream()
                .map(columns::target)
                .map(column -> dialect.quote(column.name()))
                .toList();
        String list = String.join(", ", names);
        List<Object> values = new ArrayList<>();
        values.add(arrival.table());
        values.add(arrival.table());
        values.add(at);
        StringBuilder fresh = new StringBuilder("SELECT ")
                .append(String.join(", ", columns.select(arrival.columns(), dialect)))
                .append(" FROM ")
                .append(STAGED);
        if (landedBefore) {
            fresh.append(" EXCEPT ALL SELECT ")
                    .append(list)
                    .append(" FROM ")
                    .append(table)
                    .append(" WHERE _file = ?");
            values.add(arrival.table());
            if (since != null) {
                String mark =
                        dialect.quote(columns.target(watermark.orElseThrow()).name());
                fresh.append(" AND (")
                        .append(mark)
                        .append(" >= ? OR ")
                        .append(mark)
                        .append(" IS NULL)");
                values.add(since);
            }
        }
        String order = watermark
                        .map(column -> dialect.quote(columns.target(column).name()) + " NULLS FIRST, ")
                        .orElse("")
                + names.stream().map(name -> name + " NULLS FIRST").collect(Collectors.joining(", "));
        String rows = "SELECT " + list + ", CAST(? AS VARCHAR) AS _file, (SELECT coalesce(max(_row), 0) FROM " + table
                + " WHERE _file = ?) + row_number() OVER (ORDER BY " + order + ") AS _row, CAST(? AS "
                + dialect.typeName(BronzeTables.INGESTED_AT.type()) + ") AS _ingested_at FROM (" + fresh + ")";
        long count = count(at, () -> session.append(table, new Statement(rows, values), Optional.of(id)));
        session.execute(Statement.of("DROP TABLE IF EXISTS " + STAGED));
        return count;
    }

    private long count(Instant at, Runnable append) {
        append.run();
        return session.query(
                        Statement.of("SELECT count(*) FROM " + table + " WHERE _ingested_at = ?", at),
                        row -> row.number(0))
                .getFirst();
    }

    private Column column(String name) {
        return arrival.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable Object highest(Column watermark) {
        Column target = columns.target(watermark);
        Statement highest = Statement.of(
                "SELECT max(" + session.dialect().quote(target.name()) + ") FROM " + table + " WHERE _file = ?",
                arrival.table());
        return session.query(highest, row -> Optional.ofNullable(value(row, target.type())))
                .getFirst()
                .orElse(null);
    }

    private static @Nullable Object value(Row row, ColumnType type) {
        if (row.isNull(0) || !(type instanceof Scalar scalar)) {
            return null;
        }
        return switch (scalar) {
            case STRING -> row.text(0);
            case BOOLEAN -> row.flag(0);
            case INTEGER, LONG -> row.number(0);
            case DOUBLE -> row.decimal(0);
            case DECIMAL, DECIMAL_SUM -> row.exact(0);
            case DATE -> LocalDate.parse(String.valueOf(row.text(0)));
            case TIMESTAMP -> row.instant(0);
            case BINARY -> null;
        };
    }
}
