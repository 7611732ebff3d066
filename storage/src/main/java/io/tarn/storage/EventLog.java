package io.tarn.storage;

import io.tarn.model.log.LogEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * The ordered, durable record of all that can change a profile. Each entry has an offset; offsets rise by one from 0.
 * Safe to share between threads.
 */
public interface EventLog extends AutoCloseable {
    /**
     * Adds entries, together and in order.
     *
     * @return the offset of the first of them, completed once all of them would survive a crash; completed with a
     *     {@link io.tarn.model.error.TarnException} LIMIT_REACHED at once when too much waits to be written, with
     *     STORAGE_FULL when the disk is full: then none of them is in the log
     */
    CompletableFuture<Long> append(List<LogEntry> entries);

    /** Entries from an offset on, in order: as many as are there, at most {@code entriesMax}. */
    List<Logged> read(long from, int entriesMax);

    /** The offset of the oldest entry that is still there; equals {@link #nextOffset} for an empty log. */
    long firstOffset();

    /** The offset that the next entry will have: all below it are durable. */
    long nextOffset();

    /** Waits until there is an entry at an offset, or the time is over. */
    boolean await(long offset, Duration wait) throws InterruptedException;

    /** Drops all entries below an offset. */
    void trim(long before);

    /**
     * Rewrites entries in place, for forgetting: what the operator changes is replaced under the same offset, and the
     * old bytes leave the disk before this returns.
     *
     * @return how many entries were replaced
     */
    long rewrite(UnaryOperator<LogEntry> operator);

    /** How many bytes lie on disk. */
    long bytes();

    @Override
    void close();

    /** An entry in its place. */
    record Logged(long offset, LogEntry entry) {}
}
