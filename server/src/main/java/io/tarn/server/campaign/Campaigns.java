package io.tarn.server.campaign;

import io.tarn.loop.live.Simulated;
import io.tarn.loop.live.SimulationOrder;
import io.tarn.model.decision.Decision;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can be asked about the campaigns of a home. Safe to share between threads. */
public interface Campaigns {
    /** All that are declared, by name, with what they did within a length of time until now. */
    List<ListedCampaign> list(Duration period);

    /** What one brings. */
    MeasuredCampaign lift(String campaign);

    /** What one would do now; nothing is written. */
    Simulated simulate(SimulationOrder order);

    /**
     * What one person would get now; nothing is written.
     *
     * @param only the campaign asked about; all marketing campaigns where empty
     */
    List<Decision> decide(Profile profile, Optional<CampaignName> only, Instant asOf);
}
