package io.tarn.loop.audience;

import io.tarn.decide.holdout.Holdout;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.FrequencyCap;
import java.util.List;
import java.util.Set;

/**
 * By what way, what for and within which limits people would be written to.
 *
 * @param caps how often a person may be written to; a transactional purpose is exempt
 * @param uncounted campaigns whose messages count against no cap, since they are transactional
 * @param holdouts control groups; a transactional purpose is exempt
 */
public record ReachOrder(
        ChannelKind channel,
        Purpose purpose,
        List<FrequencyCap> caps,
        Set<CampaignName> uncounted,
        List<Holdout> holdouts) {
    public ReachOrder {
        caps = List.copyOf(caps);
        uncounted = Set.copyOf(uncounted);
        holdouts = List.copyOf(holdouts);
    }
}
