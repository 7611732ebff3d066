package io.tarn.model.policy;

import io.tarn.model.message.ChannelName;

/**
 * What a message is for, such as {@code marketing}: people agree to a purpose, by a channel or at all.
 *
 * @param value starts with a letter; lower-case letters, digits and underscores; 1 to 63 characters
 */
public record Purpose(String value) implements Comparable<Purpose> {
    public Purpose {
        PolicyErrors.checkName("a purpose of consent", value);
    }

    /** The category of consent to this purpose by a channel, such as {@code marketing.email}. */
    public String category(ChannelName channel) {
        return value + "." + channel.value();
    }

    @Override
    public int compareTo(Purpose other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
