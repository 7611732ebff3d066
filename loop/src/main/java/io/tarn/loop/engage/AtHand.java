package io.tarn.loop.engage;

import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The messages that were taken from the queue, until the store knows what became of them: so long they stand in the queue
 * there and must not be taken again. Safe for many threads.
 */
final class AtHand {
    private final Map<MessageId, Attempt> attempts = new ConcurrentHashMap<>();

    /** One attempt at a message. Its stage is changed by the thread that makes it. */
    static final class Attempt {
        private static final long NOT_ENDED = -1;

        private final Dispatch dispatch;
        private final int number;
        private volatile boolean begun;
        private volatile long endOffset = NOT_ENDED;

        private Attempt(Dispatch dispatch, int number) {
            this.dispatch = dispatch;
            this.number = number;
        }

        Dispatch dispatch() {
            return dispatch;
        }

        MessageId message() {
            return dispatch.message().id();
        }

        /** Which attempt it is, from 1. */
        int number() {
            return number;
        }

        boolean hasBegun() {
            return begun;
        }

        void begin() {
            begun = true;
        }

        boolean hasEnded() {
            return endOffset != NOT_ENDED;
        }

        /** @param offset of the log entry that says so */
        void end(long offset) {
            endOffset = offset;
        }
    }

    /** Begins to keep a message; empty when it is kept already. */
    Optional<Attempt> take(Dispatch dispatch) {
        return take(new Attempt(dispatch, dispatch.attempts() + 1));
    }

    /** Begins to keep a message at which an earlier process has begun its last attempt. */
    Optional<Attempt> takeBegun(Dispatch dispatch) {
        return take(new Attempt(dispatch, dispatch.attempts()));
    }

    private Optional<Attempt> take(Attempt attempt) {
        return attempts.putIfAbsent(attempt.message(), attempt) == null ? Optional.of(attempt) : Optional.empty();
    }

    Optional<Attempt> find(MessageId message) {
        return Optional.ofNullable(attempts.get(message));
    }

    /** Puts back a message of which the log says nothing. */
    void putBack(Attempt attempt) {
        attempts.remove(attempt.message(), attempt);
    }

    /**
     * Lets go of what the store knows.
     *
     * @param storeOffset as it was before the queue is looked at next
     */
    void settle(long storeOffset) {
        attempts.values().removeIf(attempt -> attempt.hasEnded() && attempt.endOffset < storeOffset);
    }

    int size() {
        return attempts.size();
    }

    /** How many have not ended. */
    long underWay() {
        return attempts.values().stream().filter(attempt -> !attempt.hasEnded()).count();
    }
}
