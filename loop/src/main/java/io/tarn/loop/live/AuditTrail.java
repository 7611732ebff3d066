package io.tarn.loop.live;

import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.identity.Identifier;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes down who did what, beside the work itself: nobody waits for it, and it reaches {@code ops.audit} by the road of
 * events. What waits is bounded; what finds no place is counted and never passed over in silence. A crash loses what was
 * taken down since the last pause, so whoever must not lose a record calls {@link #flush}. Safe to share between threads.
 */
public final class AuditTrail implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int WAITING_MAX = 20_000;
    /** How many kinds of what is only counted are told apart. */
    private static final int KINDS_MAX = 1_000;

    private final EventLog log;
    private final Tombstones tombstones;
    private final InstantSource clock;
    private final BlockingQueue<AuditRecord> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Map<AuditRecord, LongAdder> counted = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();
    private final Object flushing = new Object();
    /** Taken from those that wait, and not known to be durable. Guarded by {@code flushing}. */
    private List<AuditRecord> pending = List.of();

    private final Thread thread;
    private volatile boolean closing;

    /** @param tombstones makes the keyed hashes by which identifiers are named */
    public AuditTrail(EventLog log, Tombstones tombstones, InstantSource clock) {
        this.log = log;
        this.tombstones = tombstones;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("tarn-audit").start(this::follow);
    }

    /** Takes a record down. */
    public void record(AuditRecord record) {
        if (closing || !waiting.offer(record)) {
            lost.increment();
        }
    }

    /** Takes down that something happened once more; what has the same kind until the next pause is told as one. */
    public void count(AuditRecord record) {
        AuditRecord kind = record.counted(Instant.EPOCH, 0);
        if (closing || (counted.size() >= KINDS_MAX && !counted.containsKey(kind))) {
            lost.increment();
        } else {
            counted.compute(kind, (_, before) -> {
                LongAdder now = before == null ? new LongAdder() : before;
                now.increment();
                return now;
            });
        }
    }

    /** How an identifier is named here: by its type and keyed hash. */
    public String subject(Identifier identifier) {
        return identifier.type() + ":" + tombstones.of(identifier);
    }

    /** How many records found no place. */
    public long lost() {
        return lost.sum();
    }

    /** Makes all that was taken down durable, or throws why the log cannot take it: then it is tried again later. */
    public void flush() {
        synchronized (flushing) {
            tellCounted();
            while (!pending.isEmpty() || !waiting.isEmpty()) {
                if (pending.isEmpty()) {
                    List<AuditRecord> next = new ArrayList<>();
                    waiting.drainTo(next, LogEntry.Audited.RECORDS_MAX);
                    pending = next;
                }
                log.append(List.of(new LogEntry.Audited(clock.instant(), pending)))
                        .join();
                pending = List.of();
            }
        }
    }

    private void tellCounted() {
        for (AuditRecord kind : List.copyOf(counted.keySet())) {
            LongAdder many = counted.remove(kind);
            if (many != null && !waiting.offer(kind.counted(clock.instant(), many.sum()))) {
                lost.add(many.sum());
            }
        }
    }

    private void follow() {
        while (!closing) {
            try {
                rest();
                flush();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException _) {
                // The log refuses events too, and says why there; what waits is tried again after the next pause.
            }
        }
    }

    private synchronized void rest() throws InterruptedException {
        long end = System.nanoTime() + PAUSE.toNanos();
        for (long left = PAUSE.toMillis(); !closing && left > 0; left = (end - System.nanoTime()) / NANOS_PER_MILLI) {
            wait(left);
        }
    }

    /** Ends; what cannot be made durable is lost. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join();
            flush();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException _) {
            synchronized (flushing) {
                lost.add(pending.size() + (long) waiting.size());
            }
        }
    }
}
