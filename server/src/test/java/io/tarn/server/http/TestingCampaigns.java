package io.tarn.server.http;

import io.tarn.loop.live.Simulated;
import io.tarn.loop.live.SimulationOrder;
import io.tarn.model.decision.Decision;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.profile.Profile;
import io.tarn.server.campaign.Campaigns;
import io.tarn.server.campaign.ListedCampaign;
import io.tarn.server.campaign.MeasuredCampaign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** No campaign. */
final class TestingCampaigns implements Campaigns {
    @Override
    public List<ListedCampaign> list(Duration period) {
        return List.of();
    }

    @Override
    public MeasuredCampaign lift(String campaign) {
        throw new TarnException(ErrorCode.NOT_FOUND, "There is no such campaign.");
    }

    @Override
    public Simulated simulate(SimulationOrder order) {
        throw new TarnException(ErrorCode.NOT_FOUND, "There is no such campaign.");
    }

    @Override
    public List<Decision> decide(Profile profile, Optional<CampaignName> only, Instant asOf) {
        return List.of();
    }
}
