package io.tarn.storage.local;

import io.tarn.storage.Dispatch;
import java.time.Instant;

/**
 * Where a message stands among those that wait to leave.
 *
 * @param message its id; empty before all of an instant
 */
record QueuePlace(Instant at, String message) implements Comparable<QueuePlace> {
    static final QueuePlace FIRST = new QueuePlace(Instant.MIN, "");
    static final QueuePlace LAST = new QueuePlace(Instant.MAX, "");

    static QueuePlace of(Dispatch dispatch) {
        return new QueuePlace(dispatch.at(), dispatch.message().id().value());
    }

    @Override
    public int compareTo(QueuePlace other) {
        int byInstant = at.compareTo(other.at);
        return byInstant != 0 ? byInstant : message.compareTo(other.message);
    }
}
