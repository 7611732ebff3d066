package io.tarn.storage.local;

import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One RocksDB database, with a column family for each constant of an enum. It can be opened anew in place, which mends
 * it after a fault of the disk; work on it waits meanwhile. Safe to share between threads.
 */
final class Database<F extends Enum<F>> implements AutoCloseable {
    private final String name;
    private final Path folder;
    private final RocksTuning<F> tuning;
    private final FileStore disk;
    private final ReadWriteLock opening = new ReentrantReadWriteLock();
    private @Nullable OpenDatabase<F> open;
    private volatile boolean failed;
    private volatile boolean closed;

    /** Something to do with an open database. */
    interface Work<F extends Enum<F>, T> {
        T on(OpenDatabase<F> open) throws RocksDBException;
    }

    /** Something to write with an open database. */
    interface Writing<F extends Enum<F>> {
        void into(WriteBatch batch, OpenDatabase<F> open) throws RocksDBException;
    }

    /** @param name names it in errors: {@code log} or {@code store} */
    Database(String name, Path folder, RocksTuning<F> tuning) {
        RocksLibrary.load();
        this.name = name;
        this.folder = folder;
        this.tuning = tuning;
        try {
            Files.createDirectories(folder);
            disk = Files.getFileStore(folder);
        } catch (IOException e) {
            throw LocalStorageErrors.folder(name, folder, e);
        }
        open = OpenDatabase.open(name, folder, tuning);
    }

    <T> T read(Work<F, T> work) {
        Lock lock = opening.readLock();
        lock.lock();
        try {
            return work.on(opened());
        } catch (RocksDBException e) {
            throw LocalStorageErrors.engine(name, folder, "reading", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes a batch whole or not at all. With a journal it survives the loss of power; without one, a flush makes it
     * survive, and no sooner than all that was written before it.
     */
    void write(Writing<F> writing) {
        Lock lock = opening.readLock();
        lock.lock();
        try (WriteBatch batch = new WriteBatch();
                WriteOptions options = options()) {
            OpenDatabase<F> opened = opened();
            writing.into(batch, opened);
            opened.rocks().write(options, batch);
        } catch (RocksDBException e) {
            failed = true;
            throw LocalStorageErrors.engine(name, folder, "writing", e);
        } finally {
            lock.unlock();
        }
    }

    private WriteOptions options() {
        return tuning.isJournaled() ? new WriteOptions().setSync(true) : new WriteOptions().setDisableWAL(true);
    }

    /** Writes to files what is in memory alone. */
    void flush() {
        read(opened -> {
            opened.flush();
            return opened;
        });
    }

    /** Whether a write failed since the database was opened: what it left behind is not known. */
    boolean hasFailed() {
        return failed;
    }

    /** Refuses when the disk has less than this left. */
    void requireSpace(long bytesMin) {
        long left;
        try {
            left = disk.getUsableSpace();
        } catch (IOException e) {
            throw LocalStorageErrors.folder(name, folder, e);
        }
        if (left < bytesMin) {
            throw LocalStorageErrors.full(name, folder);
        }
    }

    /** Closes and opens it again: what was written stays, and the engine forgets what it failed on. */
    void reopen() {
        Lock lock = opening.writeLock();
        lock.lock();
        try {
            if (closed) {
                throw LocalStorageErrors.closed(name);
            }
            failed = true;
            if (open != null) {
                open.close();
                open = null;
            }
            open = OpenDatabase.open(name, folder, tuning);
            failed = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Rewrites the files of some families until nothing that was deleted or replaced is left in their bytes, nor in
     * the engine's lists of files, which hold the first and last key of each.
     */
    void purge(Set<F> families) {
        try {
            read(opened -> {
                opened.flush();
                for (F family : families) {
                    opened.compact(family);
                }
                return families;
            });
        } catch (TarnException e) {
            failed = true;
            throw e;
        }
        reopen();
    }

    Path folder() {
        return folder;
    }

    long bytes() {
        return FolderSize.bytes(folder);
    }

    @Override
    public void close() {
        Lock lock = opening.writeLock();
        lock.lock();
        try {
            closed = true;
            if (open != null) {
                open.close();
                open = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private OpenDatabase<F> opened() {
        OpenDatabase<F> opened = open;
        if (opened == null) {
            throw LocalStorageErrors.closed(name);
        }
        return opened;
    }
}
