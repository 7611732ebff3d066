package io.tarn.audience.bind;

import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import java.util.Set;

/**
 * What can change who belongs to an audience.
 *
 * @param traits said traits that it looks at
 * @param computed computed traits that it names; what they count is among the events
 * @param events names of events that it looks at
 * @param audiences other audiences whose definition is part of it
 * @param consents categories of consent
 * @param channels channels whose address it asks for
 * @param onTime whether membership may change although nothing happens
 */
public record Dependencies(
        Set<String> traits,
        Set<String> computed,
        Set<String> events,
        Set<AudienceName> audiences,
        Set<String> consents,
        Set<ChannelKind> channels,
        boolean onTime) {
    public Dependencies {
        traits = Set.copyOf(traits);
        computed = Set.copyOf(computed);
        events = Set.copyOf(events);
        audiences = Set.copyOf(audiences);
        consents = Set.copyOf(consents);
        channels = Set.copyOf(channels);
    }
}
