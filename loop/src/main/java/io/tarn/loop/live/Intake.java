package io.tarn.loop.live;

import io.tarn.model.event.RawEvent;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where events enter: they are durable when it answers. Safe to share between threads. */
public final class Intake {
    private final EventLog log;

    public Intake(EventLog log) {
        this.log = log;
    }

    /**
     * Makes events durable, together and in order.
     *
     * @return the offset of the first; completed with LIMIT_REACHED when the log cannot follow, with STORAGE_FULL when
     *     the disk is full: then none of them was taken, and the same call may succeed later
     */
    public CompletableFuture<Long> accept(List<RawEvent> events) {
        List<LogEntry> entries = new ArrayList<>(events.size());
        for (RawEvent event : events) {
            entries.add(new LogEntry.Received(event));
        }
        return log.append(entries);
    }
}
