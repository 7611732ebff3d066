package io.tarn.decide.eligibility;

import io.tarn.model.decision.FactName;
import io.tarn.model.decision.Finding.Failed;
import io.tarn.model.decision.Finding.Passed;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.decision.Recipient;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.Campaign;
import io.tarn.model.profile.ConsentValue;

/**
 * The rule that a person has agreed to what a message is for.
 *
 * <p>The word that counts is the last one on {@code purpose.channel}; where none was said, the one on {@code purpose}.
 * A refusal of the channel as a whole, the category named as the channel, forbids in any case. Silence is a refusal for
 * marketing; for a transactional message, which the person waits for, it is not.
 */
public final class ConsentRule {
    private ConsentRule() {}

    public static Reason check(Campaign campaign, Purpose purpose, ChannelName channel, Recipient recipient) {
        String category = purpose.category(channel);
        ConsentValue said = recipient.consents().get(category);
        if (said == null) {
            category = purpose.value();
            said = recipient.consents().get(category);
        }
        ConsentValue ofChannel = recipient.consents().get(channel.value());
        if (ofChannel != null && !ofChannel.given()) {
            category = channel.value();
            said = ofChannel;
        }
        if (said == null && !campaign.isTransactional()) {
            return Reason.of(
                    ReasonCode.CONSENT,
                    Failed.FAILED,
                    FactName.CHANNEL,
                    channel.value(),
                    FactName.PURPOSE,
                    purpose.value());
        }
        if (said != null && !said.given()) {
            return refused(said, category, channel, purpose);
        }
        return Reason.of(
                ReasonCode.CONSENT,
                Passed.PASSED,
                FactName.BASIS,
                said == null ? "no_refusal" : "agreement",
                FactName.CHANNEL,
                channel.value(),
                FactName.PURPOSE,
                purpose.value());
    }

    private static Reason refused(ConsentValue said, String category, ChannelName channel, Purpose purpose) {
        return Reason.of(
                ReasonCode.CONSENT,
                Failed.FAILED,
                FactName.AT,
                said.at().toString(),
                FactName.CATEGORY,
                category,
                FactName.CHANNEL,
                channel.value(),
                FactName.PURPOSE,
                purpose.value());
    }
}
