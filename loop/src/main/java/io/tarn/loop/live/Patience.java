package io.tarn.loop.live;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Does again what finds no room for now (a full disk, a full queue, a lock), until it does: work inside the house has no
 * client that would send it again. Safe for several threads.
 */
final class Patience {
    /** For those whose caller decides what comes of a refusal. */
    static final Patience NONE = new Patience(_ -> false);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Predicate<Duration> pause;
    /** Whom a full disk holds up now. */
    private final Map<Thread, TarnException> heldUp = new ConcurrentHashMap<>();

    /** @param pause waits as long as told; false once nobody should wait any more */
    Patience(Predicate<Duration> pause) {
        this.pause = pause;
    }

    /**
     * What the work gives in the end.
     *
     * @param work something that, where it is refused, left nothing behind that a second attempt would not expect
     * @throws TarnException what another kind of fault says, or the refusal once nobody should wait any more
     */
    <T> T till(Supplier<T> work) {
        while (true) {
            try {
                T done = work.get();
                heldUp.remove(Thread.currentThread());
                return done;
            } catch (TarnException refusal) {
                if (refusal.code() == ErrorCode.STORAGE_FULL) {
                    heldUp.put(Thread.currentThread(), refusal);
                }
                if (refusal.code().kind() != ErrorCode.Kind.CAPACITY || !pause.test(PAUSE)) {
                    throw refusal;
                }
            }
        }
    }

    /** The full disk for which somebody waits now, should there be one. */
    Optional<TarnException> fullDisk() {
        return heldUp.values().stream().findFirst();
    }
}
