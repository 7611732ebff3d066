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
import java.sql.ResultSetMetaData;
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
        settings.setProperty("jdbc_stream_results", "true");
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
            throw DeltaErrors.engine(temporary, e);
        }
    }

    void execute(String sql) {
        execute(Statement.of(sql));
    }

    <T> List<T> query(Statement statement, RowReader<T> reader) {
        List<T> rows = new ArrayList<>();
        forEach(statement, row -> rows.add(reader.read(row)));
        return rows;
    }

    void forEach(Statement statement, RowReader<?> reader) {
        try (PreparedStatement prepared = prepare(statement);
                ResultSet result = prepared.executeQuery()) {
            ResultRow row = new ResultRow(result);
            while (result.next()) {
                reader.read(row);
            }
        } catch (SQLException e) {
            throw DeltaErrors.engine(temporary, e);
        }
    }

    List<Column> columns(Statement statement) {
        try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            ResultSetMetaData metadata = prepared.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                columns.add(Column.of(metadata.getColumnName(i), DuckDbTypes.parse(metadata.getColumnTypeName(i)), ""));
            }
            return columns;
        } catch (SQLException e) {
            throw DeltaErrors.engine(temporary, e);
        }
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
        }
    }
}
