package io.tarn.server.campaign;

import io.tarn.loop.campaign.CampaignFigures;
import io.tarn.model.policy.Campaign;
import java.util.Optional;

/**
 * A campaign with what it did.
 *
 * @param hindrance why it does not run; empty where it does
 */
public record ListedCampaign(Campaign campaign, Optional<String> hindrance, CampaignFigures figures) {}
