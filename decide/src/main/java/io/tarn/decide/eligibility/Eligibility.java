package io.tarn.decide.eligibility;

import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.FactName;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Finding.Failed;
import io.tarn.model.decision.Finding.Passed;
import io.tarn.model.decision.Finding.Waits;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.decision.Recipient;
import io.tarn.model.event.RawEvent;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rules of who may get a message: those whom it is for, while it is due and valid, where they can be reached. */
public final class Eligibility {
    private static final Reason HAPPENS_NOW = Reason.of(ReasonCode.HISTORY, Passed.PASSED);
    private static final Reason IMPORTED = Reason.of(ReasonCode.HISTORY, Failed.FAILED);
    private static final Reason DUE = Reason.of(ReasonCode.DELAY, Passed.PASSED);

    private Eligibility() {}

    /** What was imported from the past never leads to a message. */
    public static Reason history(Candidate candidate) {
        return candidate.occasion().origin() == RawEvent.Origin.LIVE ? HAPPENS_NOW : IMPORTED;
    }

    /** The person is, at this moment, in every audience that the campaign is for; a reason for each. */
    public static List<Reason> audiences(Candidate candidate, Recipient recipient) {
        List<AudienceName> required = candidate.campaign().required();
        List<Reason> reasons = new ArrayList<>(required.size());
        for (AudienceName one : required) {
            reasons.add(audience(one, recipient));
        }
        return reasons;
    }

    private static Reason audience(AudienceName audience, Recipient recipient) {
        return Reason.of(
                ReasonCode.AUDIENCE,
                recipient.audiences().contains(audience) ? Passed.PASSED : Failed.FAILED,
                FactName.AUDIENCE,
                audience.value());
    }

    /** The message is still worth sending. */
    public static Reason validity(Candidate candidate, Instant asOf) {
        Instant until = candidate.validUntil();
        return Reason.of(
                ReasonCode.VALIDITY,
                asOf.isAfter(until) ? Failed.FAILED : Passed.PASSED,
                FactName.VALID_UNTIL,
                until.toString());
    }

    /** The message could leave, but only when it is no longer worth sending. */
    public static Reason tooLate(Candidate candidate, Instant earliest) {
        return Reason.of(
                ReasonCode.VALIDITY,
                Failed.FAILED,
                FactName.EARLIEST,
                earliest.toString(),
                FactName.VALID_UNTIL,
                candidate.validUntil().toString());
    }

    /** The step's delay is over. */
    public static Reason delay(Candidate candidate, Instant asOf) {
        return candidate.dueAt().isAfter(asOf) ? Reason.of(ReasonCode.DELAY, new Waits(candidate.dueAt())) : DUE;
    }

    /** The profile has an address for the channel. */
    public static Reason reachability(ChannelName channel, Recipient recipient) {
        Finding finding = recipient.addresses().containsKey(channel) ? Passed.PASSED : Failed.FAILED;
        return Reason.of(ReasonCode.REACHABILITY, finding, FactName.CHANNEL, channel.value());
    }
}
