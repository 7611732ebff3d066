package io.tarn.storage.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to the log, in order: bounded in entries and in bytes, what is just being written included.
 * Many threads offer, one takes.
 */
final class AppendQueue {
    private final int entriesMax;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition offered = lock.newCondition();
    private final Deque<Append> waiting = new ArrayDeque<>();
    private int entries;
    private long bytes;
    private boolean closed;

    /** Entries that belong together, as they will be stored. */
    record Append(List<byte[]> entries, CompletableFuture<Long> done) {
        long bytes() {
            long sum = 0;
            for (byte[] entry : entries) {
                sum += entry.length;
            }
            return sum;
        }
    }

    /** What became of an offer. */
    enum Answer {
        TAKEN,
        FULL,
        CLOSED
    }

    AppendQueue(int entriesMax, long bytesMax) {
        this.entriesMax = entriesMax;
        this.bytesMax = bytesMax;
    }

    /** Whether so many entries would be too many now: asked before they are encoded. */
    boolean isFullFor(int more) {
        lock.lock();
        try {
            return entries + (long) more > entriesMax;
        } finally {
            lock.unlock();
        }
    }

    Answer offer(Append append) {
        lock.lock();
        try {
            if (closed) {
                return Answer.CLOSED;
            }
            if (entries + (long) append.entries().size() > entriesMax || bytes + append.bytes() > bytesMax) {
                return Answer.FULL;
            }
            entries += append.entries().size();
            bytes += append.bytes();
            waiting.add(append);
            offered.signal();
            return Answer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** All that waits, up to some bytes and at least one; waits for it. Empty once the queue is closed and empty. */
    List<Append> take(long drainBytesMax) {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                if (closed) {
                    return List.of();
                }
                offered.awaitUninterruptibly();
            }
            List<Append> taken = new ArrayList<>(waiting.size());
            long sum = 0;
            while (!waiting.isEmpty() && (taken.isEmpty() || sum < drainBytesMax)) {
                Append next = waiting.remove();
                sum += next.bytes();
                taken.add(next);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the room of what was taken. */
    void release(List<Append> taken) {
        lock.lock();
        try {
            for (Append append : taken) {
                entries -= append.entries().size();
                bytes -= append.bytes();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            offered.signal();
        } finally {
            lock.unlock();
        }
    }
}
