package io.tarn.server;

import io.tarn.loop.Progress;
import io.tarn.loop.live.Simulated;
import io.tarn.loop.live.Simulation;
import io.tarn.loop.live.SimulationOrder;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;

/** A dry run of a campaign as a command orders it, on a home on which no server runs. */
public final class Simulating {
    private Simulating() {}

    /**
     * Profiles are as the server that ran last left them; where definitions have changed since, what they ask for is
     * counted first, as the next server would.
     */
    public static Simulated simulate(House house, SimulationOrder order, Progress progress) {
        if (!house.home().hasLog()) {
            throw new TarnException(
                    ErrorCode.NOT_FOUND,
                    "No event was ever taken on this home, so there is nobody to try a campaign on. Start it with:"
                            + " tarn serve");
        }
        return house.withTombstones(tombstones -> {
            try (LiveHome live = LiveHome.open(house, tombstones, progress)) {
                Simulation.Rooms rooms = new Simulation.Rooms(house.lake(), live.log(), live.store(), live.admission());
                return new Simulation(rooms, Rulebook.read(house, Progress.SILENT)).simulate(order);
            }
        });
    }
}
