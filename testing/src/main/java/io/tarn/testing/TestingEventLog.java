package io.tarn.testing;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A log in memory, as durable as the object: {@link #reopened} is what a new process would find. */
public final class TestingEventLog implements EventLog {
    private final Kept kept;
    private final int entriesMax;
    private boolean closed;

    /** What outlives the process. Guarded by itself. */
    private static final class Kept {
        private final List<LogEntry> entries = new ArrayList<>();
        private long first;

        private long next() {
            return first + entries.size();
        }
    }

    /** @param entriesMax how many entries one append may have */
    public TestingEventLog(int entriesMax) {
        this(new Kept(), entriesMax);
    }

    private TestingEventLog(Kept kept, int entriesMax) {
        this.kept = kept;
        this.entriesMax = entriesMax;
    }

    /** The same log as after a restart. */
    public TestingEventLog reopened() {
        return new TestingEventLog(kept, entriesMax);
    }

    @Override
    public CompletableFuture<Long> append(List<LogEntry> entries) {
        synchronized (kept) {
            if (closed) {
                return CompletableFuture.failedFuture(
                        new TarnException(ErrorCode.STORAGE_UNAVAILABLE, "The log is closed: open it again."));
            }
            if (entries.size() > entriesMax) {
                return CompletableFuture.failedFuture(new TarnException(
                        ErrorCode.LIMIT_REACHED,
                        "The log cannot take " + entries.size() + " entries at once: send at most " + entriesMax
                                + "."));
            }
            long offset = kept.next();
            kept.entries.addAll(entries);
            kept.notifyAll();
            return CompletableFuture.completedFuture(offset);
        }
    }

    @Override
    public List<Logged> read(long from, int entriesMax) {
        synchronized (kept) {
            List<Logged> read = new ArrayList<>();
            for (long offset = Math.max(from, kept.first); offset < kept.next() && read.size() < entriesMax; offset++) {
                read.add(new Logged(offset, kept.entries.get((int) (offset - kept.first))));
            }
            return read;
        }
    }

    @Override
    public long firstOffset() {
        synchronized (kept) {
            return kept.first;
        }
    }

    @Override
    public long nextOffset() {
        synchronized (kept) {
            return kept.next();
        }
    }

    @Override
    public boolean await(long offset, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        synchronized (kept) {
            while (kept.next() <= offset) {
                long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (millis <= 0) {
                    return false;
                }
                kept.wait(millis);
            }
            return true;
        }
    }

    @Override
    public void trim(long before) {
        synchronized (kept) {
            long to = Math.min(before, kept.next());
            if (to > kept.first) {
                kept.entries.subList(0, (int) (to - kept.first)).clear();
                kept.first = to;
            }
        }
    }

    @Override
    public long rewrite(UnaryOperator<LogEntry> operator) {
        synchronized (kept) {
            List<LogEntry> before = List.copyOf(kept.entries);
            kept.entries.replaceAll(operator);
            long replaced = 0;
            for (int i = 0; i < before.size(); i++) {
                replaced += before.get(i).equals(kept.entries.get(i)) ? 0 : 1;
            }
            return replaced;
        }
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void close() {
        synchronized (kept) {
            closed = true;
        }
    }
}
