package io.tarn.loop.live;

import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Places in the log, one after the other, under which the commits of a fill reach the lake. All of them are taken before
 * it begins, so that what arrives meanwhile stands behind them and waits for whoever writes next. The entries change
 * nothing by themselves: those that a fill leaves over are passed by. Confined to one thread.
 */
final class FillMarks {
    private static final String KIND = "filled";

    private final long end;
    private long next;

    private FillMarks(long begin, int count) {
        this.next = begin;
        this.end = begin + count;
    }

    /**
     * Takes places at the end of a log.
     *
     * @param before what the log is told with them, right before
     */
    static FillMarks reserve(EventLog log, Instant at, int count, List<LogEntry> before) {
        List<LogEntry> entries = new ArrayList<>(before);
        entries.addAll(Collections.nCopies(count, new LogEntry.Defined(at, KIND, "profiles", "some")));
        return new FillMarks(log.append(entries).join() + before.size(), count);
    }

    /** The place that is taken next. */
    long next() {
        return next;
    }

    long take() {
        if (next == end) {
            throw new IllegalStateException("A fill had " + end + " as the end of its places, and took them all.");
        }
        return next++;
    }

    int left() {
        return (int) (end - next);
    }
}
