package io.tarn.loop.engage;

import io.tarn.model.message.MessageId;
import io.tarn.model.profile.NamedValues;
import java.time.Instant;
import java.util.Map;

/**
 * What a person chose on the page that a message led to.
 *
 * @param categories of consent that change, such as {@code news.email}, or a channel as a whole; true is given
 */
public record Preferences(MessageId message, Instant at, Map<String, Boolean> categories) {
    public Preferences {
        categories = NamedValues.copyOf(categories);
    }
}
