package io.tarn.loop.engage;

import io.tarn.model.decision.KillSwitch;
import io.tarn.model.policy.PlainWords;
import io.tarn.storage.Dispatch;
import io.tarn.storage.ProfileStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Where each message is looked at before it leaves: when it is handed to its channel, and again when the channel is about
 * to put something at stake. Safe for many threads.
 */
final class DepartureGate {
    private static final Verdict GO = new Verdict.Go();
    private static final Verdict HOLD = new Verdict.Hold();

    private final ProfileStore store;
    private final InstantSource clock;
    private final Supplier<KillSwitch> killSwitch;
    private final StillWanted wanted;
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    private volatile boolean closed;

    DepartureGate(ProfileStore store, InstantSource clock, Supplier<KillSwitch> killSwitch, StillWanted wanted) {
        this.store = store;
        this.clock = clock;
        this.killSwitch = killSwitch;
        this.wanted = wanted;
    }

    /** Whether all sending is stopped; so it is when nobody can tell. */
    boolean isKilled() {
        try {
            return killSwitch.get() == KillSwitch.PULLED;
        } catch (RuntimeException e) {
            fault.set(Optional.of(Faults.told(e)));
            return true;
        }
    }

    /** Whether nothing may leave, whatever it is. */
    boolean isClosed() {
        return closed || isKilled();
    }

    /** Lets nothing more leave. */
    void close() {
        closed = true;
    }

    /**
     * Looks at a message as the store has it now: one that was forgotten, or that is not what it was, stays where it is.
     * What cannot be looked at is held as well.
     */
    Verdict look(Dispatch known) {
        try {
            Verdict verdict = isClosed() ? HOLD : lookAtOpenGate(known);
            fault.set(Optional.empty());
            return verdict;
        } catch (RuntimeException e) {
            fault.set(Optional.of(Faults.told(e)));
            return HOLD;
        }
    }

    private Verdict lookAtOpenGate(Dispatch known) {
        Optional<Dispatch> now = store.findDispatch(known.message().id());
        if (now.isEmpty()
                || now.get().state() != Dispatch.State.QUEUED
                || now.get().attempts() != known.attempts()) {
            return HOLD;
        }
        if (clock.instant().isAfter(known.validUntil())) {
            return new Verdict.Refuse("It was valid until " + PlainWords.instant(known.validUntil()) + ".");
        }
        return wanted.refusal(known).<Verdict>map(Verdict.Refuse::new).orElse(GO);
    }

    /** Why nothing could be looked at, should that be so. */
    Optional<String> fault() {
        return fault.get();
    }
}
