package io.tarn.server;

import io.tarn.loop.Progress;
import io.tarn.loop.live.UnforgottenAdmission;
import io.tarn.loop.quarantine.Replay;
import io.tarn.loop.quarantine.ReplayOrder;
import io.tarn.loop.quarantine.ReplayOutcome;

/** A replay of quarantined events as a command orders it, on a home on which no server runs. */
public final class Replaying {
    private static final ReplayOutcome NOTHING = new ReplayOutcome(false, 0, 0, 0, 0, java.util.Map.of());

    private Replaying() {}

    public static ReplayOutcome replay(House house, ReplayOrder order, Progress progress) {
        if (!house.home().hasLog()) {
            return NOTHING;
        }
        return house.withTombstones(tombstones -> {
            try (LiveHome live = LiveHome.open(house, tombstones, progress)) {
                UnforgottenAdmission admission = new UnforgottenAdmission(new Door(house), tombstones);
                return new Replay(house.lake(), live, admission).run(order);
            }
        });
    }
}
