package io.tarn.lake.delta;

import io.tarn.lake.RowFeed;
import io.tarn.lake.RowReader;
import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** One DuckDB in memory with one connection. Confined to one thread. */
final class DuckDbEngine implements AutoCloseable {
    private final DuckDBConnection connection;
    private final Path temporary;
    private final Set<String> functions = new HashSet<>();

    private DuckDbEngine(DuckDBConnection connection, Path temporary) {
        this.connection = connection;
        this.temporary = temporary;
    }

    static DuckDbEngine open(DeltaLakeConfig config, Path temporary) {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("memory_limit", config.memoryBytesMax() + "B");
        settings.setProperty("threads", Integer.toString(config.threads()));
        settings.setProperty("temp_directory", temporary.toString());
        try {
            DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
            DuckDbEngine engine = new DuckDbEngine(connection, temporary);
            engine.execute(Statement.of("SET TimeZone = 'UTC'"));
            return engine;
        } catch (SQLException e) {
            throw DeltaErrors.engine(temporary, e);
        }
    }

    void execute(Statement statement) {
        try (PreparedStatement prepared = prepare(statement)) {
            prepared.execute();
        } catch (SQLException e) {
            throw DeltaErrors.engine(temporary, statement, e);
        }
    }

    void execute(String sql) {
        execute(Statement.of(sql));
    }

    <T> List<T> query(Statement statement, RowReader<T> reader) {
        try (PreparedStatement prepared = prepare(statement)) {
            return read(prepared, reader);
        } catch (SQLException e) {
            throw DeltaErrors.engine(temporary, e);
        }
    }

    private static <T> List<T> read(PreparedStatement prepared, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = prepared.executeQuery()) {
            ResultRow row = new ResultRow(result);
            while (result.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }

    void forEach(Statement statement, RowReader<?> reader) {
        try (PreparedStatement prepared = prepare(statement)) {
            stream(prepared, reader);
        } catch (SQLException e) {
            throw DeltaErrors.engine(temporary, streamed(statement, e));
        }
    }

    private void stream(PreparedStatement prepared, RowReader<?> reader) throws SQLException {
        setStreaming(true);
        try (ResultSet result = prepared.executeQuery()) {
            ResultRow row = new ResultRow(result);
            while (result.next()) {
                reader.read(row);
            }
        } finally {
            setStreaming(false);
        }
    }

    private void setStreaming(boolean on) throws SQLException {
        try (java.sql.Statement set = connection.createStatement()) {
            set.execute("SET jdbc_stream_results = " + on);
        }
    }

    /** The driver loses what the engine said of a fault in the midst of a stream; without streaming it says it again. */
    private SQLException streamed(Statement statement, SQLException fault) {
        if (!String.valueOf(fault.getMessage()).contains("Invalid result set")) {
            return fault;
        }
        try (PreparedStatement prepared = prepare(statement)) {
            prepared.execute();
            return fault;
        } catch (SQLException e) {
            return e;
        }
    }

    List<Column> columns(Statement statement) {
        // Bound values have their types only once they are bound, which describing does and preparing does not.
        Statement describe = statement.withSql("DESCRIBE " + statement.sql());
        return query(
                describe,
                row -> Column.of(String.valueOf(row.text(0)), DuckDbTypes.parse(String.valueOf(row.text(1))), ""));
    }

    void load(String table, List<Column> columns, RowFeed rows) {
        String definition = columns.stream()
                .map(column -> DuckDbDialect.INSTANCE.quote(column.name()) + " "
                        + DuckDbDialect.INSTANCE.typeName(column.type()))
                .collect(Collectors.joining(", "));
        execute("CREATE OR REPLACE TEMP TABLE " + DuckDbDialect.INSTANCE.quote(table) + " (" + definition + ")");
        try (DuckDBAppender appender = connection.createAppender("temp", "main", table)) {
            rows.into(new RowAppender(appender, columns));
        } catch (SQLException e) {
            throw DeltaErrors.engine(temporary, e);
        }
    }

    void register(ScalarFunction function) {
        if (!functions.add(function.name().toLowerCase(Locale.ROOT))) {
            throw DeltaErrors.functionExists(function.name());
        }
        try {
            ScalarFunctions.register(connection, function);
        } catch (SQLException e) {
            throw DeltaErrors.engine(temporary, e);
        }
    }

    private PreparedStatement prepare(Statement statement) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement.sql());
        List<@Nullable Object> values = statement.values();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            prepared.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
        return prepared;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DeltaErrors.engine(temporary, e);
        } finally {
            DeltaTables.deleteTree(temporary);
        }
    }
}
