package io.tarn.model.decision;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.StepName;
import java.time.Instant;

/**
 * What every decision says, whatever it comes to.
 *
 * @param profile whom it is about, under the id of now
 * @param asOf when it was taken
 */
public record DecisionHead(
        DecisionId id, CampaignName campaign, StepName step, ProfileId profile, Occasion occasion, Instant asOf) {}
