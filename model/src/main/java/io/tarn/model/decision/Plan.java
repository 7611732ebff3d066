package io.tarn.model.decision;

import io.tarn.model.event.Value;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.StepName;
import io.tarn.model.profile.NamedValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A message step that waits to be decided on for one person.
 *
 * @param dueAt when it is due: the step's delay after what it follows
 * @param decideAt when to decide; later than {@code dueAt} where a decision deferred it
 * @param convertedAt when the person reached the campaign's goal since
 * @param properties of the event that set the campaign off, for its template
 */
public record Plan(
        CampaignName campaign,
        StepName step,
        Occasion occasion,
        Instant dueAt,
        Instant decideAt,
        Optional<Instant> convertedAt,
        Map<String, Value> properties) {
    public Plan {
        properties = NamedValues.copyOf(properties);
    }

    /** The same, to be decided on at another time. */
    public Plan until(Instant later) {
        return new Plan(campaign, step, occasion, dueAt, later, convertedAt, properties);
    }

    /** The same of a person who then reached the goal; what comes after the occasion is later, be it by the clock or not. */
    public Plan converted(Instant at) {
        Instant later = at.isAfter(occasion.at()) ? at : occasion.at().plus(1, ChronoUnit.MICROS);
        return new Plan(campaign, step, occasion, dueAt, decideAt, Optional.of(later), properties);
    }
}
