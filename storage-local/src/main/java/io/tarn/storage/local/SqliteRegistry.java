package io.tarn.storage.local;

import io.tarn.model.identity.SourceName;
import io.tarn.storage.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The registry in a SQLite file, synced with each change; the command line may write to it while a server runs. One
 * connection serves all threads, one after the other.
 */
public final class SqliteRegistry implements Registry {
    private static final String KEY =
            "SELECT name, hash, scope, source, created_at FROM api_keys WHERE withdrawn_at IS NULL";

    /** From so many hashes on all tombstones are read. */
    private static final int SCAN_HASHES_MIN = 5_000;

    private final Path file;
    private final Connection connection;

    private SqliteRegistry(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens the registry of a home, or begins it. */
    public static SqliteRegistry open(Path home) {
        Path file = home.resolve("registry.db");
        try {
            Files.createDirectories(home);
            return new SqliteRegistry(file, RegistrySchema.open(file));
        } catch (IOException e) {
            throw LocalStorageErrors.folder("registry", home, e);
        } catch (SQLException e) {
            throw LocalStorageErrors.registry(file, "opening", e);
        }
    }

    @Override
    public void add(ApiKey key) {
        key.source().ifPresent(SourceName::ofEvents);
        write("adding a key", () -> {
            if (keys().stream().anyMatch(one -> one.name().equals(key.name()))) {
                throw LocalStorageErrors.keyExists(key.name());
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO api_keys (name, hash, scope, source, created_at) VALUES (?, ?, ?, ?, ?)")) {
                insert.setString(1, key.name());
                insert.setString(2, key.hash());
                insert.setString(3, key.scope().name());
                insert.setString(4, key.source().orElse(null));
                insert.setString(5, key.createdAt().toString());
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public Optional<ApiKey> findKey(String hash) {
        return read("finding a key", () -> {
            try (PreparedStatement select = connection.prepareStatement(KEY + " AND hash = ?")) {
                select.setString(1, hash);
                return keys(select).stream().findFirst();
            }
        });
    }

    @Override
    public List<ApiKey> keys() {
        return read("listing keys", () -> {
            try (PreparedStatement select = connection.prepareStatement(KEY)) {
                List<ApiKey> keys = keys(select);
                keys.sort(Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::name));
                return keys;
            }
        });
    }

    @Override
    public boolean withdraw(String name, Instant at) {
        return write("withdrawing a key", () -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE api_keys SET withdrawn_at = ? WHERE name = ? AND withdrawn_at IS NULL")) {
                update.setString(1, at.toString());
                update.setString(2, name);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public void addTombstones(Set<String> tombstones, Instant at) {
        write("keeping tombstones", () -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT OR IGNORE INTO tombstones (hash, kept_at) VALUES (?, ?)")) {
                for (String tombstone : tombstones) {
                    insert.setString(1, tombstone);
                    insert.setString(2, at.toString());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    @Override
    public Set<String> findTombstones(Set<String> hashes) {
        if (hashes.size() > SCAN_HASHES_MIN) {
            return scanTombstones(hashes);
        }
        return read("finding tombstones", () -> {
            Set<String> found = new HashSet<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM tombstones WHERE hash = ?")) {
                for (String hash : hashes) {
                    select.setString(1, hash);
                    try (ResultSet row = select.executeQuery()) {
                        if (row.next()) {
                            found.add(hash);
                        }
                    }
                }
            }
            return found;
        });
    }

    /** One pass over all is faster than many look-ups. */
    private Set<String> scanTombstones(Set<String> hashes) {
        return read("finding tombstones", () -> {
            Set<String> found = new HashSet<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT hash FROM tombstones");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String hash = rows.getString(1);
                    if (hashes.contains(hash)) {
                        found.add(hash);
                    }
                }
            }
            return found;
        });
    }

    @Override
    public long tombstoneCount() {
        return read("counting tombstones", () -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM tombstones");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw LocalStorageErrors.registry(file, "closing", e);
        }
    }

    /** Something to do with the connection. */
    private interface Work<T> {
        T run() throws SQLException;
    }

    private synchronized <T> T read(String doing, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw LocalStorageErrors.registry(file, doing, e);
        }
    }

    /** All of it or nothing; another process waits meanwhile. */
    private synchronized <T> T write(String doing, Work<T> work) {
        try {
            return RegistrySchema.transact(connection, work::run);
        } catch (SQLException e) {
            throw LocalStorageErrors.registry(file, doing, e);
        }
    }

    private static List<ApiKey> keys(PreparedStatement select) throws SQLException {
        List<ApiKey> keys = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                keys.add(new ApiKey(
                        row.getString(1),
                        row.getString(2),
                        Scope.valueOf(row.getString(3)),
                        Optional.ofNullable(row.getString(4)),
                        Instant.parse(row.getString(5))));
            }
        }
        return keys;
    }
}
