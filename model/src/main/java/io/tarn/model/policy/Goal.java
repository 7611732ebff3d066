package io.tarn.model.policy;

import io.tarn.model.event.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What a campaign aims at, and how it is measured.
 *
 * @param event the name of the event that is the conversion, such as {@code Order Completed}
 * @param valueProperty the property of that event that says what it was worth, its parts joined by dots
 * @param margin what one conversion earns, in the workspace's currency: what the campaign is worth to arbitration where
 *     no score says more
 * @param window how long after a message a conversion is counted as its outcome
 */
public record Goal(String event, Optional<String> valueProperty, BigDecimal margin, Duration window) {
    private static final Duration WINDOW_MIN = Duration.ofMinutes(1);
    private static final Duration WINDOW_MAX = Duration.ofDays(366);

    public Goal {
        Faults faults = new Faults("A goal");
        faults.check(!event.isEmpty(), "it names no event");
        faults.check(valueProperty.filter(String::isEmpty).isEmpty(), "its value property is empty; name one or none");
        faults.check(
                margin.signum() >= 0 && Value.Decimal.fits(margin),
                "its margin is " + margin + "; use 0 or more, with at most twelve digits before the point and six"
                        + " after");
        faults.checkWithin("its window", window, WINDOW_MIN, WINDOW_MAX);
        faults.refuse();
        margin = new Value.Decimal(margin).number();
    }
}
