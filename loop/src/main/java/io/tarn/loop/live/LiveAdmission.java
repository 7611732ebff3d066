package io.tarn.loop.live;

import io.tarn.collect.admit.Admitted;
import io.tarn.model.event.Event;
import io.tarn.model.event.RawEvent;
import java.util.Optional;

/** How the live road understands raw events. The same raw event always gives the same answer under the same plan. */
@FunctionalInterface
public interface LiveAdmission {
    /** Takes an event in, or says why not. */
    Admitted admit(RawEvent raw);

    /**
     * An event that was taken in before, as it was then, whatever the plan says by now.
     *
     * @return empty when nothing of it may be kept
     */
    default Optional<Event> reread(RawEvent raw) {
        return admit(raw) instanceof Admitted.Accepted accepted ? Optional.of(accepted.event()) : Optional.empty();
    }
}
