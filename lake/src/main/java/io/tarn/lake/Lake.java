package io.tarn.lake;

import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A set of open tables with versions, and an engine that runs SQL over them. Safe to share between threads. */
public interface Lake extends AutoCloseable {
    /** All tables as they are now, by name. */
    List<TableState> tables();

    Optional<TableState> find(TableName table);

    /** Creates the table, or adds the columns that it lacks when it exists; existing columns never change type. */
    TableState create(TableContract contract);

    /** Adds columns to a table that exists; a column that is there already with the same type is left alone. */
    TableState evolve(TableName table, List<Column> columns);

    LakeSession open(ReadPoint point);

    /** The commits of a table, newest first. */
    List<TableVersion> history(TableName table);

    /** Makes the table again what it was at a version, as a new version; no commit when it is that already. */
    long restore(TableName table, long version);

    /** Rewrites small files into large ones without changing a row; no commit when there is nothing to gain. */
    long compact(TableName table);

    /** Deletes files that no version younger than the age needs; returns how many. Time travel ends there. */
    long vacuum(TableName table, Duration age);

    /** Writes a checkpoint, so that readers need not replay the whole log. */
    void checkpoint(TableName table);

    /**
     * A lake of its own in an empty folder that begins as this one is: what either writes from then on the other does
     * not see. To be called while nobody writes several tables that belong together.
     */
    Lake fork(Path home);

    /**
     * Takes a lock that holds across processes, waiting up to a time.
     *
     * @throws io.tarn.model.error.TarnException LOCKED, naming the holder and since when
     */
    Lock lock(String name, String purpose, Duration wait);

    /** A lock that is held until closed. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    void close();
}
