package io.tarn.storage.local;

import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A place in an order before which nothing stands, so that looking for the first thing does not pass over all that are
 * gone. Safe to share between threads.
 *
 * @param <P> places, such as instants
 */
final class Floor<P extends Comparable<? super P>> {
    private final AtomicReference<Mark<P>> mark;

    /** A mark is itself and no other: one of the same place that was made later does not equal it. */
    static final class Mark<P> {
        private final P place;

        private Mark(P place) {
            this.place = place;
        }

        P place() {
            return place;
        }
    }

    Floor(P lowest) {
        mark = new AtomicReference<>(new Mark<>(lowest));
    }

    Mark<P> current() {
        return mark.get();
    }

    /** Lifts the floor from where a reader began to what it found, unless something was added since. */
    void lift(Mark<P> from, P found) {
        mark.compareAndSet(from, new Mark<>(found));
    }

    /** After a commit has added things. */
    void added(Collection<P> places) {
        if (places.isEmpty()) {
            return;
        }
        P first = Collections.min(places);
        mark.updateAndGet(old -> new Mark<>(old.place.compareTo(first) < 0 ? old.place : first));
    }
}
