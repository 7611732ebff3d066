package io.tarn.model.message;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.regex.Pattern;

/**
 * The name of a way to reach a person. Channels are an open choice, so this is a name and not a list.
 *
 * @param value starts with a letter; lower-case letters, digits and underscores; 1 to 63 characters
 */
public record ChannelName(String value) implements Comparable<ChannelName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public static final ChannelName EMAIL = new ChannelName("email");
    public static final ChannelName SMS = new ChannelName("sms");
    public static final ChannelName PUSH = new ChannelName("push");
    public static final ChannelName WEBHOOK = new ChannelName("webhook");

    public ChannelName {
        if (!FORM.matcher(value).matches()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "'" + value + "' cannot name a channel: use 1 to 63 lower-case letters, digits and underscores,"
                            + " starting with a letter.");
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
