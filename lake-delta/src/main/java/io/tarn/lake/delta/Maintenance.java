package io.tarn.lake.delta;

import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.tarn.lake.Lake;
import io.tarn.lake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What keeps tables small and fast, and brings their past back. */
final class Maintenance {
    private static final String LOG = "_delta_log";

    private final DeltaTables tables;
    private final Commits commits;

    Maintenance(DeltaTables tables) {
        this.tables = tables;
        this.commits = new Commits(tables);
    }

    long restore(TableName name, long version) {
        TableSnapshot target = tables.at(name, version);
        for (DataFile file : target.files()) {
            if (!Files.exists(file.path())) {
                throw DeltaErrors.vacuumed(name, version, file.path());
            }
        }
        Set<String> wanted = target.files().stream().map(DataFile::identity).collect(Collectors.toSet());
        for (int attempt = 0; attempt < tables.config().commitAttemptsMax(); attempt++) {
            TableSnapshot latest = tables.latest(name);
            Set<String> present =
                    latest.files().stream().map(DataFile::identity).collect(Collectors.toSet());
            if (present.equals(wanted)) {
                return latest.version();
            }
            Change change = Change.restore(
                    version,
                    target.files().stream()
                            .filter(file -> !present.contains(file.identity()))
                            .toList(),
                    latest.files().stream()
                            .filter(file -> !wanted.contains(file.identity()))
                            .toList());
            Optional<TableSnapshot> after = commits.swap(name, latest, change);
            if (after.isPresent()) {
                return after.get().version();
            }
        }
        throw DeltaErrors.tooManyConflicts(name, tables.config().commitAttemptsMax());
    }

    long compact(TableName name) {
        try (DuckDbEngine engine = DuckDbEngine.open(tables.config(), tables.workDirectory("engine"));
                TableWrites writes = new TableWrites(tables, engine)) {
            for (int attempt = 0; attempt < tables.config().commitAttemptsMax(); attempt++) {
                TableSnapshot latest = tables.latest(name);
                List<DataFile> small = worthRewriting(latest);
                if (small.isEmpty()) {
                    return latest.version();
                }
                Optional<TableSnapshot> after = writes.rewrite(name, latest, small);
                if (after.isPresent()) {
                    return after.get().version();
                }
            }
            throw DeltaErrors.tooManyConflicts(name, tables.config().commitAttemptsMax());
        }
    }

    /** Files under half the target size, if together they make fewer files, and files with deleted rows. */
    private List<DataFile> worthRewriting(TableSnapshot table) {
        long target = tables.config().fileBytesTarget();
        List<DataFile> small = new ArrayList<>();
        List<DataFile> withDeletions = new ArrayList<>();
        for (DataFile file : table.files()) {
            if (file.deletions().isPresent()) {
                withDeletions.add(file);
            } else if (file.bytes() < target / 2) {
                small.add(file);
            }
        }
        if (small.size() < 2) {
            return withDeletions;
        }
        small.addAll(withDeletions);
        return small;
    }

    long vacuum(TableName name, Duration age) {
        Instant cutoff = Instant.now().minus(age);
        Path path = tables.path(name);
        try (Lake.Lock _ = tables.lock(name, "vacuum")) {
            TableSnapshot latest = tables.latest(name);
            CommitLog log = CommitLog.of(path);
            OptionalLong oldest = log.versionAt(cutoff);
            long kept = oldest.isPresent() ? oldest.getAsLong() : latest.version();
            Set<Path> needed = log.filesAddedAfter(oldest.isPresent() ? kept : -1);
            for (DataFile file : tables.at(path, kept).files()) {
                needed.add(file.path());
                file.deletions()
                        .flatMap(vector ->
                                KernelLog.deletionFile(path, vector.getStorageType(), vector.getPathOrInlineDv()))
                        .ifPresent(needed::add);
            }
            return deleteOthers(path, needed, cutoff);
        } catch (IOException e) {
            throw DeltaErrors.storage("deleting old files", path, e);
        }
    }

    private static long deleteOthers(Path table, Set<Path> needed, Instant cutoff) throws IOException {
        Set<Path> normalized = new HashSet<>();
        needed.forEach(file -> normalized.add(file.normalize()));
        long deleted = 0;
        try (Stream<Path> files = Files.walk(table)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean inLog = file.startsWith(table.resolve(LOG));
                boolean temporary = String.valueOf(file.getFileName()).endsWith(".tmp");
                boolean candidate = inLog ? temporary : !normalized.contains(file.normalize());
                // What was written after the cutoff may be another engine's file on its way into a commit.
                if (candidate && !Files.getLastModifiedTime(file).toInstant().isAfter(cutoff)) {
                    Files.deleteIfExists(file);
                    deleted += inLog ? 0 : 1;
                }
            }
        }
        return deleted;
    }

    void checkpoint(TableName name) {
        TableSnapshot latest = tables.latest(name);
        try {
            latest.kernel().writeCheckpoint(tables.log().engine());
        } catch (CheckpointAlreadyExistsException e) {
            // Another writer was as kind.
            return;
        } catch (IOException e) {
            throw DeltaErrors.storage("writing a checkpoint", latest.path(), e);
        }
    }
}
