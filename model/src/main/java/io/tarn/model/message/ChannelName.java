package io.tarn.model.message;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.regex.Pattern;

/** The name of a way to reach a person, such as {@code email}: lower-case letters, digits, '-' and '_', at most 40. */
public record ChannelName(String value) implements Comparable<ChannelName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    public static final ChannelName EMAIL = new ChannelName("email");
    public static final ChannelName WEBHOOK = new ChannelName("webhook");

    public ChannelName {
        if (!FORM.matcher(value).matches()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "A channel's name of " + value.length() + " characters cannot be used: begin with a lower-case"
                            + " letter and use letters, digits, '-' and '_', at most 40, such as 'email'.");
        }
    }

    @Override
    public int compareTo(ChannelName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
