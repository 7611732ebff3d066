package io.tarn.decide.suppression;

import io.tarn.model.decision.Contact;
import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.FactName;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Finding.Passed;
import io.tarn.model.decision.Finding.Waits;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.profile.NamedValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rule that no window holds more messages than a cap allows, the one that would leave included. A cap frees when
 * the oldest message in the way leaves its window.
 */
public final class FrequencyCaps {
    private final List<FrequencyCap> everywhere;

    /** What a cap says that allows a message, by how many were sent: most decisions say it. */
    private final Map<FrequencyCap, List<Reason>> passed = new HashMap<>();

    /** @param everywhere the caps over all campaigns */
    public FrequencyCaps(List<FrequencyCap> everywhere) {
        this.everywhere = List.copyOf(everywhere);
        for (FrequencyCap cap : everywhere) {
            passed.put(
                    cap,
                    IntStream.range(0, cap.max())
                            .mapToObj(sent -> reason(cap, Optional.empty(), sent, Passed.PASSED))
                            .toList());
        }
    }

    /** Whether a message could leave at an instant; a reason for each cap that counts it. */
    public List<Reason> check(Campaign campaign, ChannelName channel, Instant at, ContactHistory contacts) {
        List<Reason> reasons =
                new ArrayList<>(everywhere.size() + campaign.caps().size());
        for (FrequencyCap cap : everywhere) {
            if (counts(cap, channel)) {
                reasons.add(check(cap, Optional.empty(), at, contacts));
            }
        }
        for (FrequencyCap cap : campaign.caps()) {
            if (counts(cap, channel)) {
                reasons.add(check(cap, Optional.of(campaign.name()), at, contacts));
            }
        }
        return reasons;
    }

    private Reason check(FrequencyCap cap, Optional<CampaignName> campaign, Instant at, ContactHistory history) {
        Instant after = at.minus(cap.window());
        int sent = 0;
        Finding finding = Passed.PASSED;
        for (Contact contact : history.contacts()) {
            if (!contact.at().isAfter(after)) {
                break;
            }
            if (counts(cap, contact.channel())
                    && (campaign.isEmpty() || campaign.get().equals(contact.campaign()))) {
                sent++;
                finding = sent == cap.max() ? new Waits(contact.at().plus(cap.window())) : finding;
            }
        }
        if (finding instanceof Passed && history.isFull()) {
            finding = beyondMemory(cap, after, history);
        }
        return finding instanceof Passed && campaign.isEmpty()
                ? passed.getOrDefault(cap, List.of()).get(sent)
                : reason(cap, campaign, sent, finding);
    }

    private static Reason reason(FrequencyCap cap, Optional<CampaignName> campaign, int sent, Finding finding) {
        NamedValues.Builder<String> facts = new NamedValues.Builder<>(5);
        if (campaign.isPresent()) {
            facts.add(FactName.CAMPAIGN, campaign.get().value());
        }
        if (cap.channel().isPresent()) {
            facts.add(FactName.CHANNEL, cap.channel().get().value());
        }
        facts.add(FactName.MAX, Integer.toString(cap.max()));
        facts.add(FactName.SENT, Integer.toString(sent));
        facts.add(FactName.WINDOW, cap.window().toString());
        return new Reason(ReasonCode.FREQUENCY_CAP, finding, Optional.empty(), facts.build());
    }

    /** What a full history has lost may stand in the way: it is taken to be as new as it can be. */
    private static Finding beyondMemory(FrequencyCap cap, Instant after, ContactHistory history) {
        Instant oldest = history.contacts().getLast().at();
        return oldest.isAfter(after) ? new Waits(oldest.plus(cap.window())) : Passed.PASSED;
    }

    private static boolean counts(FrequencyCap cap, ChannelName channel) {
        return cap.channel().isEmpty() || cap.channel().get().equals(channel);
    }
}
