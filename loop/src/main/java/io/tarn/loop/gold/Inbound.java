package io.tarn.loop.gold;

import io.tarn.collect.source.Arrival.FileArrival;
import io.tarn.collect.source.Staged;
import java.util.Optional;

/** A file that is ready for the engine; without a staging when nothing of it can be read. */
record Inbound(FileArrival arrival, Optional<Staged> staged, String fault, String format) {
    long rows() {
        return staged.map(Staged::rowCount).orElse(0L);
    }

    long unreadable() {
        return staged.map(Staged::unreadableCount).orElse(1L);
    }
}
