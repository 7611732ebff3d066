package io.tarn.loop.live;

import io.tarn.collect.admit.Admission;
import io.tarn.collect.admit.Admitted;
import io.tarn.model.event.DecodedEvent;
import io.tarn.model.event.Event;
import io.tarn.model.event.RawEvent;
import io.tarn.wire.event.EventCodec;
import java.util.Optional;

/** Events of the tracking protocol, held against rules and plan. Safe to share between threads. */
public final class PlannedAdmission implements LiveAdmission {
    private final Admission admission;

    public PlannedAdmission(Admission admission) {
        this.admission = admission;
    }

    @Override
    public Admitted admit(RawEvent raw) {
        return admission.admit(EventCodec.decode(raw));
    }

    @Override
    public Optional<Event> reread(RawEvent raw) {
        return EventCodec.decode(raw) instanceof DecodedEvent.Understood understood
                ? Optional.of(admission.normalized(understood.event()))
                : Optional.empty();
    }
}
