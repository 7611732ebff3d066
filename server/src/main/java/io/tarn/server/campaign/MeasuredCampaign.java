package io.tarn.server.campaign;

import io.tarn.model.policy.Campaign;
import io.tarn.understand.measure.Lift;
import java.time.Instant;

/** What a campaign brings, as far as is known at an instant. */
public record MeasuredCampaign(Campaign campaign, Instant asOf, Lift lift) {}
