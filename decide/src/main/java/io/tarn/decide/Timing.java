package io.tarn.decide;

import io.tarn.decide.suppression.FrequencyCaps;
import io.tarn.decide.suppression.QuietTimes;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Finding.Exempt;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.decision.Recipient;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.Guardrails;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** When a message could leave: frequency caps first, then quiet hours at the instant from which the caps allow it. */
final class Timing {
    private static final List<Reason> EXEMPT = List.of(
            Reason.of(ReasonCode.FREQUENCY_CAP, Exempt.EXEMPT), Reason.of(ReasonCode.QUIET_HOURS, Exempt.EXEMPT));

    private final FrequencyCaps caps;
    private final QuietTimes quietTimes;
    private final ZoneId zone;

    Timing(Guardrails guardrails) {
        this.caps = new FrequencyCaps(guardrails.caps());
        this.quietTimes = new QuietTimes(guardrails.quietHours());
        this.zone = guardrails.zone();
    }

    /** Whether the candidate could leave by a channel at an instant, and if not, when. */
    List<Reason> check(Candidate candidate, ChannelName channel, Recipient recipient, Instant at) {
        if (candidate.campaign().isTransactional()) {
            return EXEMPT;
        }
        List<Reason> reasons = new ArrayList<>(caps.check(candidate.campaign(), channel, at, recipient.contacts()));
        Instant allowed = Checks.latest(reasons, at);
        reasons.addAll(quietTimes.check(channel, recipient.zone().orElse(zone), allowed, candidate.validUntil()));
        return reasons;
    }
}
