package io.tarn.loop.live;

import io.tarn.collect.admit.Admitted;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.event.Event;
import io.tarn.model.event.RawEvent;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An admission that turns away events of persons who were forgotten. As a predicate, for the {@link Intake}, it says of
 * which event that is so. Safe to share between threads.
 */
public final class UnforgottenAdmission implements LiveAdmission, Predicate<RawEvent> {
    private final LiveAdmission admission;
    private final Tombstones tombstones;

    public UnforgottenAdmission(LiveAdmission admission, Tombstones tombstones) {
        this.admission = admission;
        this.tombstones = tombstones;
    }

    @Override
    public Admitted admit(RawEvent raw) {
        Admitted admitted = admission.admit(raw);
        return admitted instanceof Admitted.Accepted accepted && isForgotten(accepted.event())
                ? new Admitted.Forgotten()
                : admitted;
    }

    @Override
    public Optional<Event> reread(RawEvent raw) {
        return admission.reread(raw).filter(event -> !isForgotten(event));
    }

    @Override
    public boolean test(RawEvent raw) {
        return !tombstones.isEmpty() && admit(raw) instanceof Admitted.Forgotten;
    }

    private boolean isForgotten(Event event) {
        return !tombstones.isEmpty() && tombstones.forgets(EventStep.identifiers(event));
    }
}
