package io.tarn.model.policy;

import io.tarn.model.message.ChannelName;
import java.util.Optional;

/**
 * One way to fill a message step: a template by a channel.
 *
 * @param weight its share among alternatives of the same expected value; 1 to 1000
 * @param worth what it is expected to earn, as declared; empty: the margin of the campaign's goal
 */
public record Alternative(
        AlternativeName name, ChannelName channel, TemplateName template, int weight, Optional<ExpectedValue> worth) {
    private static final AlternativeName ONLY = new AlternativeName("only");
    private static final int WEIGHT_MAX = 1000;

    public Alternative {
        Faults faults = new Faults("Alternative '" + name + "'");
        faults.check(weight >= 1 && weight <= WEIGHT_MAX, "its weight is " + weight + "; use 1 to " + WEIGHT_MAX);
        faults.refuse();
    }

    /** The only way of a step that has no choice. */
    public static Alternative only(ChannelName channel, TemplateName template) {
        return new Alternative(ONLY, channel, template, 1, Optional.empty());
    }
}
