package io.tarn.loop.engage;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A log whose process can die, after which it takes nothing, and which refuses when told to. */
final class MortalLog implements EventLog {
    private final EventLog log;
    private final Supplier<Optional<Fault>> faults;
    private boolean dead;

    /**
     * Why it does not take entries.
     *
     * @param written whether they stand in the log all the same
     */
    record Fault(ErrorCode code, boolean written) {}

    MortalLog(EventLog log, Supplier<Optional<Fault>> faults) {
        this.log = log;
        this.faults = faults;
    }

    synchronized void die() {
        dead = true;
    }

    @Override
    public CompletableFuture<Long> append(List<LogEntry> entries) {
        synchronized (this) {
            if (dead) {
                return refusal(ErrorCode.STORAGE_UNAVAILABLE);
            }
            Optional<Fault> fault = faults.get();
            if (fault.isPresent()) {
                if (fault.get().written()) {
                    log.append(entries).join();
                }
                return refusal(fault.get().code());
            }
            CompletableFuture<Long> appended = log.append(entries);
            return appended.isDone() ? appended : appended.copy();
        }
    }

    private static CompletableFuture<Long> refusal(ErrorCode code) {
        return CompletableFuture.failedFuture(new TarnException(code, "The log takes nothing: " + code + "."));
    }

    @Override
    public List<Logged> read(long from, int entriesMax) {
        return log.read(from, entriesMax);
    }

    @Override
    public long firstOffset() {
        return log.firstOffset();
    }

    @Override
    public long nextOffset() {
        return log.nextOffset();
    }

    @Override
    public boolean await(long offset, Duration wait) throws InterruptedException {
        return log.await(offset, wait);
    }

    @Override
    public void trim(long before) {
        log.trim(before);
    }

    @Override
    public long rewrite(UnaryOperator<LogEntry> operator) {
        return log.rewrite(operator);
    }

    @Override
    public long bytes() {
        return log.bytes();
    }

    @Override
    public void close() {
        log.close();
    }
}
