package io.tarn.server;

import io.tarn.collect.admit.Admission;
import io.tarn.collect.admit.Admitted;
import io.tarn.model.event.RawEvent;
import io.tarn.server.config.Project;
import io.tarn.wire.event.EventCodec;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The door of the live road: holds events against the tracking plan as it was read last. Safe to share between threads.
 */
public final class Door implements Function<RawEvent, Admitted>, Supplier<Admission> {
    private final Project project;
    private final String region;
    private volatile Admission admission;

    public Door(House house) {
        project = new Project(house.home().project());
        region = house.config().defaultRegion();
        admission = read();
    }

    /** Reads the tracking plan again; all that is looked at from now on is held against it. */
    public void readPlan() {
        admission = read();
    }

    private Admission read() {
        return new Admission(project.trackingPlan(), region);
    }

    @Override
    public Admission get() {
        return admission;
    }

    @Override
    public Admitted apply(RawEvent raw) {
        return admission.admit(EventCodec.decode(raw));
    }
}
