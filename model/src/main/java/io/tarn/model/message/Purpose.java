package io.tarn.model.message;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.regex.Pattern;

/**
 * What a message is for: what a person gives or refuses consent to, such as {@code marketing} or {@code newsletter}.
 *
 * <p>{@code transactional} alone needs no consent and carries no way to unsubscribe: a receipt, a reset of a password.
 */
public record Purpose(String value) implements Comparable<Purpose> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    public static final Purpose MARKETING = new Purpose("marketing");
    public static final Purpose TRANSACTIONAL = new Purpose("transactional");

    public Purpose {
        if (!FORM.matcher(value).matches()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "A purpose of " + value.length() + " characters cannot be used: begin with a lower-case letter and"
                            + " use letters, digits, '-' and '_', at most 40, such as 'marketing'.");
        }
    }

    /** The category of consent to this purpose by a channel, such as {@code marketing.email}. */
    public String category(ChannelName channel) {
        return value + "." + channel.value();
    }

    public boolean isTransactional() {
        return equals(TRANSACTIONAL);
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
