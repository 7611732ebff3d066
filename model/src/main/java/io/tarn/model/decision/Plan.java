package io.tarn.model.decision;

import io.tarn.model.event.Value;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.StepName;
import io.tarn.model.profile.NamedValues;
import java.time.Instant;
import java.util.Map;

/**
 * A message step that waits to be decided on for one person.
 *
 * @param dueAt when it is due: the step's delay after what it follows
 * @param decideAt when to decide; later than {@code dueAt} where a decision deferred it
 * @param properties of the event that set the campaign off, for its template
 */
public record Plan(
        CampaignName campaign,
        StepName step,
        Occasion occasion,
        Instant dueAt,
        Instant decideAt,
        Map<String, Value> properties) {
    public Plan {
        properties = NamedValues.copyOf(properties);
    }

    /** The same, to be decided on at another time. */
    public Plan until(Instant later) {
        return new Plan(campaign, step, occasion, dueAt, later, properties);
    }
}
