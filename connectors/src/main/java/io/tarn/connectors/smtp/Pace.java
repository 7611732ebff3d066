package io.tarn.connectors.smtp;

import java.util.concurrent.TimeUnit;

/** Lets so many through a second, evenly. Safe for many threads. */
final class Pace {
    private final long gapNanos;
    private long freeAt = System.nanoTime();

    Pace(int perSecond) {
        this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waits for its turn. */
    void await() throws InterruptedException {
        long wait = turn();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    private synchronized long turn() {
        long now = System.nanoTime();
        long mine = Math.max(now, freeAt);
        freeAt = mine + gapNanos;
        return mine - now;
    }
}
