package io.tarn.loop.live;

import io.tarn.model.event.RawEvent;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** Where events enter: they are durable when it answers. Safe to share between threads. */
public final class Intake {
    private final EventLog log;
    private final Predicate<RawEvent> forgotten;
    private final LongAdder dropped = new LongAdder();

    public Intake(EventLog log) {
        this(log, event -> false);
    }

    /** @param forgotten says which events are about somebody who was forgotten: they are dropped at the door */
    public Intake(EventLog log, Predicate<RawEvent> forgotten) {
        this.log = log;
        this.forgotten = forgotten;
    }

    /** How many events were dropped because they are about somebody who was forgotten. */
    public long dropped() {
        return dropped.sum();
    }

    /**
     * Makes events durable, together and in order; nothing is kept of those that are about somebody forgotten.
     *
     * @return the offset of the first; completed with LIMIT_REACHED when the log cannot follow, with STORAGE_FULL when
     *     the disk is full: then none of them was taken, and the same call may succeed later
     */
    public CompletableFuture<Long> accept(List<RawEvent> events) {
        List<LogEntry> entries = new ArrayList<>(events.size());
        for (RawEvent event : events) {
            if (forgotten.test(event)) {
                dropped.increment();
            } else {
                entries.add(new LogEntry.Received(event));
            }
        }
        return log.append(entries);
    }
}
