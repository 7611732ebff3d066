package io.tarn.storage.local;

import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import io.tarn.storage.local.AppendQueue.Append;
import io.tarn.wire.log.LogEntryCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksIterator;

/**
 * The log in one RocksDB database: the key is the offset, eight bytes, the highest first. One thread writes: all that
 * waits goes into one synced batch, so that many appends share the wait for the disk.
 *
 * <p>Futures are completed by that thread: what depends on them must be short.
 */
public final class LocalEventLog implements EventLog {
    private static final long DRAIN_BYTES_MAX = 8L << 20;
    private static final int REWRITE_ENTRIES_MAX = 1000;

    /** The least offset that the next entry may have, for a log that was trimmed empty. */
    private static final byte[] NEXT = "next".getBytes(StandardCharsets.US_ASCII);

    /** Stands there from the first rewritten entry on until the old bytes have left. */
    private static final byte[] PURGING = "purging".getBytes(StandardCharsets.US_ASCII);

    private final Database<LogFamily> database;
    private final LocalStorageConfig config;
    private final AppendQueue queue;
    private final Thread appender;
    private final Object maintenance = new Object();
    private final ReentrantLock growing = new ReentrantLock();
    private final Condition grown = growing.newCondition();
    private volatile long first;
    private volatile long next;

    private LocalEventLog(Database<LogFamily> database, LocalStorageConfig config) {
        this.database = database;
        this.config = config;
        queue = new AppendQueue(config.queueEntriesMax(), config.queueBytesMax());
        long trimmed = database.read(open -> Keys.number(open.find(LogFamily.META, NEXT)));
        next = Math.max(trimmed, edge(false).map(last -> last + 1).orElse(0L));
        first = edge(true).orElse(next);
        appender = Thread.ofPlatform().daemon().name("tarn-log").unstarted(this::writeAll);
    }

    /** Opens the log of a home, or begins it. */
    public static LocalEventLog open(Path home, LocalStorageConfig config) {
        RocksTuning<LogFamily> tuning =
                new RocksTuning<>(List.of(LogFamily.values()), Set.of(), config.logMemoryBytesMax(), true);
        Database<LogFamily> database = new Database<>("log", home.resolve("log"), tuning);
        try {
            LocalEventLog log = new LocalEventLog(database, config);
            log.appender.start();
            return log;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Long> append(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return CompletableFuture.completedFuture(next);
        }
        if (queue.isFullFor(entries.size())) {
            return CompletableFuture.failedFuture(queueFull(entries));
        }
        List<byte[]> encoded = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            encoded.add(LogEntryCodec.encode(entry));
        }
        Append append = new Append(encoded, new CompletableFuture<>());
        return switch (queue.offer(append)) {
            case TAKEN -> append.done();
            case FULL -> CompletableFuture.failedFuture(queueFull(entries));
            case CLOSED -> CompletableFuture.failedFuture(LocalStorageErrors.closed("log"));
        };
    }

    @Override
    public List<Logged> read(long from, int entriesMax) {
        List<Logged> entries = new ArrayList<>();
        for (Stored stored : stored(from, entriesMax)) {
            entries.add(new Logged(stored.offset(), LogEntryCodec.decode(stored.bytes())));
        }
        return entries;
    }

    @Override
    public long firstOffset() {
        return first;
    }

    @Override
    public long nextOffset() {
        return next;
    }

    @Override
    public boolean await(long offset, Duration wait) throws InterruptedException {
        if (next > offset) {
            return true;
        }
        long nanosLeft = wait.toNanos();
        growing.lockInterruptibly();
        try {
            while (next <= offset) {
                if (nanosLeft <= 0) {
                    return false;
                }
                nanosLeft = grown.awaitNanos(nanosLeft);
            }
            return true;
        } finally {
            growing.unlock();
        }
    }

    @Override
    public void trim(long before) {
        synchronized (maintenance) {
            long from = first;
            long to = Math.min(before, next);
            if (to <= from) {
                return;
            }
            mend();
            byte[] end = Keys.number(to);
            database.write((batch, open) -> {
                batch.deleteRange(open.family(LogFamily.ENTRIES), Keys.number(0), end);
                batch.put(open.family(LogFamily.META), NEXT, end);
            });
            first = to;
            database.read(open -> {
                open.rocks().deleteFilesInRanges(open.family(LogFamily.ENTRIES), List.of(Keys.number(0), end), false);
                open.rocks().compactRange(open.family(LogFamily.ENTRIES), Keys.number(0), end);
                return to;
            });
        }
    }

    @Override
    public long rewrite(UnaryOperator<LogEntry> operator) {
        synchronized (maintenance) {
            mend();
            long end = next;
            long replaced = 0;
            for (long from = first; from < end; ) {
                List<Stored> changed = new ArrayList<>();
                for (Stored stored : stored(from, REWRITE_ENTRIES_MAX)) {
                    LogEntry entry = LogEntryCodec.decode(stored.bytes());
                    LogEntry rewritten = operator.apply(entry);
                    if (!rewritten.equals(entry)) {
                        changed.add(new Stored(stored.offset(), LogEntryCodec.encode(rewritten)));
                    }
                    from = stored.offset() + 1;
                }
                replace(changed);
                replaced += changed.size();
            }
            boolean unfinished = database.read(open -> open.contains(LogFamily.META, PURGING));
            if (unfinished) {
                database.purge(Set.of(LogFamily.ENTRIES));
                database.write((batch, open) -> batch.delete(open.family(LogFamily.META), PURGING));
            }
            return replaced;
        }
    }

    @Override
    public long bytes() {
        return database.bytes();
    }

    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (appender.isAlive()) {
            try {
                appender.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        database.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The appender's life. */
    private void writeAll() {
        List<Append> taken = queue.take(DRAIN_BYTES_MAX);
        while (!taken.isEmpty()) {
            Optional<Throwable> fault = write(taken);
            queue.release(taken);
            long offset = next;
            if (fault.isEmpty()) {
                offset = grow(taken);
            }
            for (Append append : taken) {
                if (fault.isPresent()) {
                    append.done().completeExceptionally(fault.get());
                } else {
                    append.done().complete(offset);
                    offset += append.entries().size();
                }
            }
            taken = queue.take(DRAIN_BYTES_MAX);
        }
    }

    private Optional<Throwable> write(List<Append> taken) {
        try {
            database.requireSpace(config.spaceBytesMin());
            mend();
            database.write((batch, open) -> {
                long offset = next;
                for (Append append : taken) {
                    for (byte[] entry : append.entries()) {
                        batch.put(open.family(LogFamily.ENTRIES), Keys.number(offset++), entry);
                    }
                }
            });
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
    }

    /** Moves the end behind what was written. */
    private long grow(List<Append> written) {
        long from = next;
        long to = from;
        for (Append append : written) {
            to += append.entries().size();
        }
        growing.lock();
        try {
            next = to;
            grown.signalAll();
        } finally {
            growing.unlock();
        }
        return from;
    }

    /** After a failed write: opens the database anew and drops what the write may have left beyond the end. */
    private synchronized void mend() {
        if (!database.hasFailed()) {
            return;
        }
        database.reopen();
        long end = next;
        database.write((batch, open) ->
                batch.deleteRange(open.family(LogFamily.ENTRIES), Keys.number(end), Keys.number(Long.MAX_VALUE)));
    }

    private void replace(List<Stored> changed) {
        if (changed.isEmpty()) {
            return;
        }
        database.write((batch, open) -> {
            for (Stored stored : changed) {
                batch.put(open.family(LogFamily.ENTRIES), Keys.number(stored.offset()), stored.bytes());
            }
            batch.put(open.family(LogFamily.META), PURGING, new byte[0]);
        });
    }

    private List<Stored> stored(long from, int entriesMax) {
        long begin = Math.max(from, first);
        long end = entriesMax < next - begin ? begin + entriesMax : next;
        List<Stored> entries = new ArrayList<>();
        if (begin >= end) {
            return entries;
        }
        return database.read(open -> {
            try (ReadOptions options = new ReadOptions().setFillCache(false);
                    RocksIterator iterator = open.iterate(LogFamily.ENTRIES, options)) {
                iterator.seek(Keys.number(begin));
                for (long expected = begin; expected < end && iterator.isValid(); expected++) {
                    long offset = Keys.number(iterator.key());
                    if (offset != expected) {
                        return gap(entries, expected, offset);
                    }
                    entries.add(new Stored(offset, iterator.value()));
                    iterator.next();
                }
                iterator.status();
                return entries;
            }
        });
    }

    /** Entries that are missing were trimmed meanwhile; anything else is a fault. */
    private List<Stored> gap(List<Stored> entries, long expected, long found) {
        if (first > expected) {
            return entries;
        }
        throw LocalStorageErrors.missingEntry(expected, found);
    }

    /** The least or the greatest offset in the database. */
    private Optional<Long> edge(boolean least) {
        return database.read(open -> {
            try (ReadOptions options = new ReadOptions();
                    RocksIterator iterator = open.iterate(LogFamily.ENTRIES, options)) {
                if (least) {
                    iterator.seekToFirst();
                } else {
                    iterator.seekToLast();
                }
                iterator.status();
                return iterator.isValid() ? Optional.of(Keys.number(iterator.key())) : Optional.empty();
            }
        });
    }

    private RuntimeException queueFull(List<LogEntry> entries) {
        return LocalStorageErrors.queueFull(entries.size(), config.queueEntriesMax(), config.queueBytesMax());
    }

    /** An entry as it lies on disk; never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(long offset, byte[] bytes) {}
}
