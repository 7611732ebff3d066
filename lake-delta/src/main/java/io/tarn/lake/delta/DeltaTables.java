package io.tarn.lake.delta;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.tarn.lake.Lake;
import io.tarn.lake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables under one home: where they lie, their snapshots, their locks. Safe to share between threads. */
final class DeltaTables {
    private static final Pattern LOG_FILE = Pattern.compile("(\\d{20})\\.(json|checkpoint(\\..*)?\\.parquet)");
    private static final Pattern WORK = Pattern.compile("[a-z]+-(\\d+)-.*");
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
    private static final int SNAPSHOTS_MAX = 256;

    private final Path root;
    private final Path temporary;
    private final DeltaLakeConfig config;
    private final KernelLog log = new KernelLog();
    private final FileLocks locks;
    private final Map<Key, TableSnapshot> snapshots = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TableSnapshot> eldest) {
            return size() > SNAPSHOTS_MAX;
        }
    };

    DeltaTables(Path home, DeltaLakeConfig config) {
        this.root = home.resolve("lake");
        this.temporary = home.resolve("tmp");
        this.config = config;
        this.locks = new FileLocks(home.resolve("locks"));
    }

    private record Key(Path path, long version) {}

    DeltaLakeConfig config() {
        return config;
    }

    KernelLog log() {
        return log;
    }

    FileLocks locks() {
        return locks;
    }

    CommitLog commits(TableName table) {
        return CommitLog.of(path(table));
    }

    Path path(TableName table) {
        return root.resolve(table.schema()).resolve(table.name());
    }

    Lake.Lock lock(TableName table, String purpose) {
        return locks.acquire("table " + table, purpose, config.lockWaitMax());
    }

    List<TableName> names() {
        List<TableName> names = new ArrayList<>();
        for (Path schema : children(root)) {
            for (Path table : children(schema)) {
                if (Files.isDirectory(table.resolve("_delta_log"))) {
                    names.add(new TableName(String.valueOf(schema.getFileName()), String.valueOf(table.getFileName())));
                }
            }
        }
        names.sort(null);
        return names;
    }

    OptionalLong latestVersion(Path table) {
        long latest = -1;
        for (Path file : children(table.resolve("_delta_log"))) {
            Matcher matcher = LOG_FILE.matcher(String.valueOf(file.getFileName()));
            if (matcher.matches()) {
                latest = Math.max(latest, Long.parseLong(matcher.group(1)));
            }
        }
        return latest < 0 ? OptionalLong.empty() : OptionalLong.of(latest);
    }

    boolean exists(TableName table) {
        return latestVersion(path(table)).isPresent();
    }

    TableSnapshot latest(TableName table) {
        Path path = path(table);
        OptionalLong version = latestVersion(path);
        if (version.isEmpty()) {
            throw DeltaErrors.unknownTable(table);
        }
        return at(path, version.getAsLong());
    }

    TableSnapshot at(TableName table, long version) {
        OptionalLong latest = latestVersion(path(table));
        if (latest.isEmpty()) {
            throw DeltaErrors.unknownTable(table);
        }
        if (version > latest.getAsLong() || version < 0) {
            throw DeltaErrors.unknownVersion(table, version, null);
        }
        return at(path(table), version);
    }

    TableSnapshot at(Path path, long version) {
        Key key = new Key(path, version);
        synchronized (snapshots) {
            TableSnapshot known = snapshots.get(key);
            if (known != null) {
                return known;
            }
        }
        return remember(guarded(path, () -> log.load(path, version)));
    }

    TableSnapshot remember(TableSnapshot snapshot) {
        synchronized (snapshots) {
            snapshots.put(new Key(snapshot.path(), snapshot.version()), snapshot);
        }
        return snapshot;
    }

    /** What Kernel throws, once and in our words. */
    static <T> T guarded(Path table, Supplier<T> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            throw DeltaErrors.storage("working on a table", table, Objects.requireNonNull(e.getCause()));
        } catch (ConcurrentWriteException e) {
            // The caller plans again.
            throw e;
        } catch (MaxCommitRetryLimitReachedException e) {
            if (e.getCause() instanceof CommitFailedException failed
                    && !failed.isConflict()
                    && failed.getCause() instanceof IOException cause) {
                throw DeltaErrors.storage("writing the log of a table", table, cause);
            }
            throw e;
        } catch (KernelEngineException e) {
            if (e.getCause() instanceof IOException cause) {
                throw DeltaErrors.storage("working on a table", table, cause);
            }
            throw DeltaErrors.unreadableTable(table, e);
        } catch (KernelException e) {
            throw DeltaErrors.unreadableTable(table, e);
        }
    }

    /** A folder of this process for files on their way; whoever comes later may clear it once the process is gone. */
    Path workDirectory(String purpose) {
        return temporary.resolve(purpose + "-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    }

    /** Deletes what processes left in the work folder that are gone for an hour. */
    void clearAbandonedWork() {
        Instant cutoff = Instant.now().minus(ABANDONED_AFTER);
        for (Path work : children(temporary)) {
            Matcher matcher = WORK.matcher(String.valueOf(work.getFileName()));
            if (matcher.matches()
                    && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()
                    && work.toFile().lastModified() < cutoff.toEpochMilli()) {
                deleteTree(work);
            }
        }
    }

    static void deleteTree(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw DeltaErrors.storage("clearing up", directory, e);
        }
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw DeltaErrors.storage("listing tables", directory, e);
        }
    }
}
