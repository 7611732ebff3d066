package io.tarn.model.decision;

import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.ExpectedValue;
import io.tarn.model.policy.MessageStep;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message step that wants to reach a person.
 *
 * @param occasion what set its campaign off
 * @param dueAt when it is due: the step's delay after what it follows
 * @param convertedAt when the person last reached the campaign's goal
 * @param worths what scores expect of its alternatives for this person; where one is missing, what is declared stands
 */
public record Candidate(
        Campaign campaign,
        MessageStep step,
        Occasion occasion,
        Instant dueAt,
        Optional<Instant> convertedAt,
        Map<AlternativeName, ExpectedValue> worths) {
    public Candidate {
        worths = Map.copyOf(worths);
        if (!campaign.steps().contains(step)) {
            throw DecisionErrors.foreignStep(campaign.name(), step.name());
        }
    }

    /** The last instant at which it is still worth sending. */
    public Instant validUntil() {
        return dueAt.plus(step.validity());
    }

    /** What an alternative is expected to earn: by score, else as declared, else the margin of the goal. */
    public ExpectedValue worth(Alternative alternative) {
        ExpectedValue scored = worths.get(alternative.name());
        if (scored != null) {
            return scored;
        }
        return alternative
                .worth()
                .orElseGet(() -> ExpectedValue.certain(campaign.goal().margin()));
    }

    /** Whether both are the same step for the same occasion. */
    public boolean isSameAs(Candidate other) {
        return step.name().equals(other.step.name())
                && campaign.name().equals(other.campaign.name())
                && occasion.key().equals(other.occasion.key())
                && occasion.subject().equals(other.occasion.subject());
    }
}
