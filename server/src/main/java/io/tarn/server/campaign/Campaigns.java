package io.tarn.server.campaign;

import io.tarn.loop.live.Simulated;
import io.tarn.loop.live.SimulationOrder;
import java.time.Duration;
import java.util.List;

/** What can be asked about the campaigns of a home. Safe to share between threads. */
public interface Campaigns {
    /** All that are declared, by name, with what they did within a length of time until now. */
    List<ListedCampaign> list(Duration period);

    /** What one brings. */
    MeasuredCampaign lift(String campaign);

    /** What one would do now; nothing is written. */
    Simulated simulate(SimulationOrder order);
}
