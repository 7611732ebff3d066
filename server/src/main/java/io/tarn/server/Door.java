package io.tarn.server;

import io.tarn.collect.admit.Admission;
import io.tarn.collect.admit.Admitted;
import io.tarn.loop.live.LiveAdmission;
import io.tarn.loop.live.PlannedAdmission;
import io.tarn.model.event.Event;
import io.tarn.model.event.RawEvent;
import io.tarn.server.config.Project;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The door of the live road: holds events against the tracking plan as it was read last. Safe to share between threads.
 */
public final class Door implements LiveAdmission, Supplier<Admission> {
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
    public Admitted admit(RawEvent raw) {
        return new PlannedAdmission(admission).admit(raw);
    }

    @Override
    public Optional<Event> reread(RawEvent raw) {
        return new PlannedAdmission(admission).reread(raw);
    }
}
