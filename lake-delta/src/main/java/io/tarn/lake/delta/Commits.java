package io.tarn.lake.delta;

import io.delta.kernel.Transaction;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.tarn.lake.Lake;
import io.tarn.lake.WriteId;
import io.tarn.lake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Commits of one lake: a table's lock is held while files move into its folder and the log is written, no longer, and
 * vacuum holds the same lock, so a file in the folder that no version names is never on its way in.
 */
final class Commits {
    private final DeltaTables tables;
    private final InstantSource clock = InstantSource.system();

    Commits(DeltaTables tables) {
        this.tables = tables;
    }

    /** Adds to whatever the table is by then; empty when the write id was there already. */
    Optional<TableSnapshot> append(TableName name, Change change) {
        for (int attempt = 0; attempt < tables.config().commitAttemptsMax(); attempt++) {
            try (Lake.Lock _ = tables.lock(name, change.operation())) {
                TableSnapshot latest = tables.latest(name);
                if (change.id().isPresent() && isWritten(latest, change.id().get())) {
                    return Optional.empty();
                }
                Optional<TableSnapshot> after = commit(latest, change);
                if (after.isPresent()) {
                    return after;
                }
            }
        }
        throw DeltaErrors.tooManyConflicts(name, tables.config().commitAttemptsMax());
    }

    /** Changes the table as it was read, or not at all: empty when it has moved on. */
    Optional<TableSnapshot> swap(TableName name, TableSnapshot read, Change change) {
        try (Lake.Lock _ = tables.lock(name, change.operation())) {
            return tables.latest(name).version() == read.version() ? commit(read, change) : Optional.empty();
        }
    }

    boolean isWritten(TableSnapshot table, WriteId id) {
        return DeltaTables.guarded(
                table.path(),
                () -> table.kernel()
                        .getLatestTransactionVersion(tables.log().engine(), id.writer())
                        .map(number -> number >= id.number())
                        .orElse(false));
    }

    /** Empty when a writer that does not know our locks was faster. */
    private Optional<TableSnapshot> commit(TableSnapshot base, Change change) {
        Map<Path, Path> arrived = new LinkedHashMap<>();
        try {
            List<Row> actions = new ArrayList<>();
            long now = clock.millis();
            for (DataFile file : change.removed()) {
                actions.add(tables.log().remove(file, change.changesRows(), now));
            }
            for (NewFile file : change.added()) {
                NewFile moved = move(file, base.path());
                arrived.put(moved.path(), file.path());
                actions.add(tables.log().add(base, moved, change.changesRows()));
            }
            for (DataFile file : change.restored()) {
                actions.add(tables.log().addAgain(file));
            }
            TableSnapshot after = DeltaTables.guarded(base.path(), () -> {
                Transaction transaction = tables.log().update(base, change.operation(), change.id());
                return tables.log().commit(base.path(), transaction, actions);
            });
            return Optional.of(tables.remember(after));
        } catch (ConcurrentWriteException | MaxCommitRetryLimitReachedException e) {
            arrived.forEach(Commits::moveBack);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            // A version that stands in the log, whatever failed after it did, names the files.
            if (tables.latestVersion(base.path()).equals(OptionalLong.of(base.version()))) {
                arrived.forEach(Commits::moveBack);
            }
            throw e;
        }
    }

    private static NewFile move(NewFile file, Path table) {
        Path target = table.resolve(file.path().getFileName());
        try {
            Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DeltaErrors.storage("moving rows into a table", target, e);
        }
        return new NewFile(target, file.bytes(), file.rows(), file.statistics());
    }

    /** To where the next attempt, if there is one, takes it from. */
    private static void moveBack(Path file, Path staged) {
        try {
            Files.move(file, staged, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // No version names the file: vacuum removes it later.
            return;
        }
    }
}
