package io.tarn.model.message;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one person is sent by one channel because of one decision; complete, so that to deliver it again gives the same
 * bytes.
 *
 * @param address where the channel finds the person: an e-mail address, a URL
 * @param subject one line; empty for channels without
 * @param html escaped, links signed; empty for channels without
 * @param text the same in plain words
 * @param headers what the channel adds, by name, such as {@code List-Unsubscribe}
 * @param sentAt the decision's instant: the date and the signing time of what is sent
 */
public record Message(
        MessageId id,
        ProfileId profile,
        ChannelName channel,
        String address,
        String subject,
        String html,
        String text,
        Map<String, String> headers,
        Purpose purpose,
        Instant sentAt) {
    public static final int BODY_LENGTH_MAX = 1_000_000;
    public static final int HEADERS_MAX = 50;

    public Message {
        headers = java.util.Collections.unmodifiableMap(new TreeMap<>(headers));
        if (html.length() > BODY_LENGTH_MAX || text.length() > BODY_LENGTH_MAX) {
            throw new TarnException(
                    ErrorCode.LIMIT_REACHED,
                    "Message " + id + " has a body of " + Math.max(html.length(), text.length())
                            + " characters; at most " + BODY_LENGTH_MAX + " can be sent. Shorten its template.");
        }
        if (headers.size() > HEADERS_MAX) {
            throw new TarnException(
                    ErrorCode.LIMIT_REACHED,
                    "Message " + id + " has " + headers.size() + " headers; at most " + HEADERS_MAX + " can be sent.");
        }
        if (isBroken(subject) || headers.entrySet().stream().anyMatch(one -> isBroken(one.getKey() + one.getValue()))) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN,
                    "Message " + id + " has a line break in its subject or a header, by which headers are smuggled in."
                            + " Render it anew; if that does not help, report it.");
        }
    }

    private static boolean isBroken(String line) {
        return line.chars().anyMatch(unit -> (unit < ' ' && unit != '\t') || unit == 0x7f);
    }

    /** Without address and content. */
    @Override
    public String toString() {
        return "Message[" + id + " to " + profile + " by " + channel + "]";
    }
}
