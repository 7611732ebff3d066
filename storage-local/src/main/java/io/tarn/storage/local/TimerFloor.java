package io.tarn.storage.local;

import io.tarn.storage.Timer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An instant before which no timer stands, so that looking for the next one does not pass over all that have fired.
 * Safe to share between threads.
 */
final class TimerFloor {
    private final AtomicReference<Floor> floor = new AtomicReference<>(new Floor(Instant.MIN));

    /** A floor is itself and no other: one of the same instant that was laid later does not equal it. */
    static final class Floor {
        private final Instant instant;

        private Floor(Instant instant) {
            this.instant = instant;
        }

        Instant instant() {
            return instant;
        }
    }

    Floor current() {
        return floor.get();
    }

    /** Lifts the floor from where a reader began to what it found, unless timers were added since. */
    void lift(Floor from, Instant found) {
        floor.compareAndSet(from, new Floor(found));
    }

    /** After a commit has added timers. */
    void added(List<Timer> timers) {
        if (timers.isEmpty()) {
            return;
        }
        Instant earliest =
                timers.stream().map(Timer::due).min(Instant::compareTo).orElseThrow();
        floor.updateAndGet(old -> new Floor(old.instant.isBefore(earliest) ? old.instant : earliest));
    }

    void reset() {
        floor.set(new Floor(Instant.MIN));
    }
}
