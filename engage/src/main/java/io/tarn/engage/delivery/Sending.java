package io.tarn.engage.delivery;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.CampaignName;
import java.time.Instant;

/**
 * What a decision to send says: to whom, how, what for, when.
 *
 * @param decisionId from which the message's id derives
 * @param campaign for which it is sent
 * @param address where the channel finds the person
 * @param at the decision's instant
 */
public record Sending(
        String decisionId,
        CampaignName campaign,
        ProfileId profile,
        ChannelName channel,
        String address,
        Purpose purpose,
        Instant at) {
    /** Without the address. */
    @Override
    public String toString() {
        return "Sending[" + decisionId + " to " + profile + " by " + channel + "]";
    }
}
