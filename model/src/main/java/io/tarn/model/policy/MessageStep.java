package io.tarn.model.policy;

import io.tarn.model.message.Purpose;
import java.time.Duration;
import java.util.List;

/**
 * One planned message of a campaign.
 *
 * @param delay how long after it was set off it is due: by the campaign's trigger, or by the step before it
 * @param validity how long after it is due it is still worth sending
 * @param purpose what the person must have agreed to
 * @param alternatives the ways to fill it, of which one is chosen
 */
public record MessageStep(
        StepName name, Duration delay, Duration validity, Purpose purpose, List<Alternative> alternatives) {
    public static final int ALTERNATIVES_MAX = 8;

    private static final Duration DELAY_MAX = Duration.ofDays(366);
    private static final Duration VALIDITY_MIN = Duration.ofMinutes(1);
    private static final Duration VALIDITY_MAX = Duration.ofDays(90);

    public MessageStep {
        alternatives = List.copyOf(alternatives);
        Faults faults = new Faults("Message step '" + name + "'");
        faults.checkWithin("its delay", delay, Duration.ZERO, DELAY_MAX);
        faults.checkWithin("its validity", validity, VALIDITY_MIN, VALIDITY_MAX);
        faults.check(!alternatives.isEmpty(), "it has no alternative; name a channel and a template");
        faults.checkCount("alternatives", alternatives, ALTERNATIVES_MAX);
        faults.checkDistinct(
                "alternative", alternatives.stream().map(Alternative::name).toList());
        faults.refuse();
    }
}
