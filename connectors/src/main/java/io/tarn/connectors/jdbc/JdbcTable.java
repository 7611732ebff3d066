package io.tarn.connectors.jdbc;

import io.tarn.collect.source.Arrival;
import io.tarn.collect.source.LandedNames;
import io.tarn.connectors.ConnectorErrors;
import io.tarn.lake.table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of another database as it was described.
 *
 * @param names the columns' names there
 * @param columns the columns as they land
 * @param relation the table's name in the database's own quotes
 * @param quote the database's own quote
 */
record JdbcTable(
        JdbcPlace place,
        List<String> names,
        List<Column> columns,
        List<JdbcType> types,
        String relation,
        String quote,
        List<String> warnings)
        implements Arrival.RowsArrival {
    /** So many rows are held in memory at once. */
    private static final int FETCHED_ROWS = 5_000;

    static JdbcTable describe(Connection connection, JdbcPlace place) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        String relation = Arrays.stream(place.table().split("\\.", -1))
                .map(part -> quoted(part, quote))
                .collect(Collectors.joining("."));
        LandedNames landed = new LandedNames();
        List<String> names = new ArrayList<>();
        List<JdbcType> types = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + relation + " WHERE 1 = 0");
                ResultSet rows = statement.executeQuery()) {
            ResultSetMetaData meta = rows.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                JdbcType type = JdbcType.of(
                        meta.getColumnType(i), meta.getPrecision(i), meta.getScale(i), meta.getColumnTypeName(i));
                names.add(meta.getColumnLabel(i));
                types.add(type);
                landed.add(meta.getColumnLabel(i), type.landed());
            }
        }
        return new JdbcTable(place, names, landed.columns(), types, relation, quote, landed.warnings());
    }

    @Override
    public String table() {
        return place.name();
    }

    @Override
    public Optional<String> watermark() {
        return place.watermark().map(name -> columns.get(names.indexOf(name)).name());
    }

    @Override
    public void read(@Nullable Object since, RowSink sink) {
        try (Connection connection = JdbcSource.connect(place)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(query(since))) {
                statement.setFetchSize(FETCHED_ROWS);
                if (since != null) {
                    types.get(watermarkAt()).bind(statement, 1, since);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sink.row(row(rows));
                    }
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw ConnectorErrors.database(place.name(), "reading its rows", e);
        }
    }

    /** Rows without a watermark cannot be told from landed ones by it: they are read each time. */
    private String query(@Nullable Object since) {
        String list = names.stream().map(name -> quoted(name, quote)).collect(Collectors.joining(", "));
        String all = "SELECT " + list + " FROM " + relation;
        if (since == null) {
            return all;
        }
        String column = quoted(place.watermark().orElseThrow(), quote);
        return all + " WHERE " + column + " >= ? OR " + column + " IS NULL";
    }

    private int watermarkAt() {
        return names.indexOf(place.watermark().orElseThrow());
    }

    private @Nullable Object[] row(ResultSet rows) throws SQLException {
        @Nullable Object[] row = new @Nullable Object[types.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = types.get(i).read(rows, i + 1);
        }
        return row;
    }

    private static String quoted(String identifier, String quote) {
        return quote.isEmpty() ? identifier : quote + identifier.replace(quote, quote + quote) + quote;
    }
}
