package io.tarn.storage.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the registry, in numbered steps: a step that was released is never changed, only followed by another. */
final class RegistrySchema {
    private static final int BUSY_MILLIS_MAX = 5000;

    private static final List<List<String>> STEPS = List.of(List.of(
            "CREATE TABLE api_keys (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, scope TEXT NOT NULL,"
                    + " source TEXT, created_at TEXT NOT NULL, withdrawn_at TEXT) STRICT",
            "CREATE UNIQUE INDEX api_keys_name ON api_keys (name) WHERE withdrawn_at IS NULL",
            "CREATE INDEX api_keys_hash ON api_keys (hash)",
            "CREATE TABLE tombstones (hash TEXT PRIMARY KEY, kept_at TEXT NOT NULL) STRICT, WITHOUT ROWID"));

    private RegistrySchema() {}

    /** Work within a transaction. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** A connection to the registry with all its tables, of which each change is synced. */
    static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS_MAX);
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA secure_delete = ON");
            transact(connection, () -> build(file, statement));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    static <T> T transact(Connection connection, Work<T> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                T result = work.run();
                statement.execute("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    statement.execute("ROLLBACK");
                }
            }
        }
    }

    private static int build(Path file, Statement statement) throws SQLException {
        int version;
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            row.next();
            version = row.getInt(1);
        }
        if (version > STEPS.size()) {
            throw LocalStorageErrors.newerRegistry(file, version, STEPS.size());
        }
        for (List<String> step : STEPS.subList(version, STEPS.size())) {
            for (String sql : step) {
                statement.execute(sql);
            }
        }
        statement.execute("PRAGMA user_version = " + STEPS.size());
        return STEPS.size();
    }
}
