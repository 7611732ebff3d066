package io.tarn.loop.live;

import io.tarn.collect.admit.Admitted;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.event.RawEvent;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An admission that turns away events of persons who were forgotten. As a predicate, for the {@link Intake}, it says of
 * which event that is so. Safe to share between threads when the admission is.
 */
public final class ForgottenAdmission implements Function<RawEvent, Admitted>, Predicate<RawEvent> {
    private final Function<RawEvent, Admitted> admission;
    private final Tombstones tombstones;

    public ForgottenAdmission(Function<RawEvent, Admitted> admission, Tombstones tombstones) {
        this.admission = admission;
        this.tombstones = tombstones;
    }

    @Override
    public Admitted apply(RawEvent raw) {
        Admitted admitted = admission.apply(raw);
        return !tombstones.isEmpty()
                        && admitted instanceof Admitted.Accepted accepted
                        && tombstones.forgets(EventStep.identifiers(accepted.event()))
                ? new Admitted.Forgotten()
                : admitted;
    }

    @Override
    public boolean test(RawEvent raw) {
        return !tombstones.isEmpty() && apply(raw) instanceof Admitted.Forgotten;
    }
}
