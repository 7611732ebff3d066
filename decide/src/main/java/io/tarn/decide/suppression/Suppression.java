package io.tarn.decide.suppression;

import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.FactName;
import io.tarn.model.decision.Finding.Exempt;
import io.tarn.model.decision.Finding.Failed;
import io.tarn.model.decision.Finding.Passed;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.decision.Recipient;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Exclusion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rules of who gets no message: the kill switch, the do-not-contact list, exclusions. */
public final class Suppression {
    private static final Reason RELEASED = Reason.of(ReasonCode.KILL_SWITCH, Passed.PASSED);
    private static final Reason PULLED = Reason.of(ReasonCode.KILL_SWITCH, Failed.FAILED);
    private static final Reason NOT_CONVERTED = Reason.of(ReasonCode.CONVERTED, Passed.PASSED);

    private final List<AudienceName> everywhere;

    /** @param everywhere audiences whose members get no marketing */
    public Suppression(List<AudienceName> everywhere) {
        this.everywhere = List.copyOf(everywhere);
    }

    /** Nothing is sent while the kill switch is pulled. */
    public static Reason killSwitch(KillSwitch killSwitch) {
        return killSwitch == KillSwitch.PULLED ? PULLED : RELEASED;
    }

    /** No entry of the do-not-contact list forbids the channel; of several that do, the oldest is named. */
    public static Reason doNotContact(ChannelName channel, Recipient recipient) {
        DoNotContact found = null;
        for (DoNotContact entry : recipient.doNotContact()) {
            boolean forbids = entry.forbids(channel);
            found = forbids && (found == null || entry.since().isBefore(found.since())) ? entry : found;
        }
        return found == null
                ? Reason.of(ReasonCode.DO_NOT_CONTACT, Passed.PASSED, FactName.CHANNEL, channel.value())
                : Reason.of(
                        ReasonCode.DO_NOT_CONTACT,
                        Failed.FAILED,
                        FactName.AT,
                        found.since().toString(),
                        FactName.CAUSE,
                        found.cause().name(),
                        FactName.CHANNEL,
                        channel.value());
    }

    /** None of the campaign's and the workspace's exclusions holds; a reason for each. */
    public List<Reason> exclusions(Candidate candidate, Recipient recipient) {
        List<Reason> reasons = new ArrayList<>();
        for (Exclusion exclusion : candidate.campaign().exclusions()) {
            reasons.add(
                    switch (exclusion) {
                        case Exclusion.InAudience(AudienceName audience) -> inAudience(audience, recipient);
                        case Exclusion.Converted _ -> converted(candidate);
                    });
        }
        if (candidate.campaign().isTransactional()) {
            if (!everywhere.isEmpty()) {
                reasons.add(Reason.of(ReasonCode.EXCLUSION, Exempt.EXEMPT));
            }
            return reasons;
        }
        everywhere.forEach(audience -> reasons.add(inAudience(audience, recipient)));
        return reasons;
    }

    private static Reason inAudience(AudienceName audience, Recipient recipient) {
        return Reason.of(
                ReasonCode.EXCLUSION,
                recipient.audiences().contains(audience) ? Failed.FAILED : Passed.PASSED,
                FactName.AUDIENCE,
                audience.value());
    }

    /** A conversion counts from the occasion on, and not the one that is the occasion itself. */
    private static Reason converted(Candidate candidate) {
        Instant from = candidate.occasion().at();
        return candidate
                .convertedAt()
                .filter(at -> at.isAfter(from))
                .map(at -> Reason.of(ReasonCode.CONVERTED, Failed.FAILED, FactName.AT, at.toString()))
                .orElse(NOT_CONVERTED);
    }
}
