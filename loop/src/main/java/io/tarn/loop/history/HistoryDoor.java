package io.tarn.loop.history;

import io.tarn.model.identity.SourceName;
import java.util.List;

/** Where lines of events told from the past are taken: by this process, or by the server that runs on the home. */
@FunctionalInterface
public interface HistoryDoor {
    /** How many lines are handed over together at most. */
    int LINES_MAX = 1000;

    /** How many bytes are handed over together at most, line ends included. */
    int BYTES_MAX = 512 * 1024;

    /** Takes lines, each an event of the tracking protocol; what it took is durable when it returns. */
    HistoryTaken take(SourceName source, List<byte[]> lines);
}
