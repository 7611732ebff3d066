package io.tarn.model.decision;

import java.time.Instant;
import java.util.List;

/**
 * All that a decision looks at: nothing else can change it.
 *
 * @param candidate the message step that is decided on
 * @param rivals what else wants to reach the person at this instant
 * @param recipient the person, as they are now
 * @param asOf now
 */
public record DecisionContext(
        Candidate candidate, List<Candidate> rivals, Recipient recipient, Instant asOf, KillSwitch killSwitch) {
    public static final int RIVALS_MAX = 99;

    public DecisionContext {
        rivals = List.copyOf(rivals);
        if (rivals.size() > RIVALS_MAX) {
            throw DecisionErrors.tooManyRivals(rivals.size());
        }
        for (Candidate rival : rivals) {
            if (rival.isSameAs(candidate)) {
                throw DecisionErrors.sameAgain(
                        candidate.campaign().name(), candidate.step().name());
            }
        }
    }
}
