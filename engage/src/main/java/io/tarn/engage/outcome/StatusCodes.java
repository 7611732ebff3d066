package io.tarn.engage.outcome;

import io.tarn.model.message.Outcome.Bounce;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the codes of RFC 3463 say of an address. */
public final class StatusCodes {
    private static final Pattern CODE = Pattern.compile("\\b([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b");

    /** No such mailbox, no such domain, moved, disabled, not allowed to exist: the address is at fault. */
    private static final Set<String> ADDRESS =
            Set.of("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4");

    private StatusCodes() {}

    /** The first code in a text; empty when there is none. */
    public static String first(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Whether a code says that the address is at fault, now and later. */
    public static boolean isAddress(String code) {
        return ADDRESS.contains(code);
    }

    /** Hard when the address is at fault; a refusal for content, policy or size says nothing of the address. */
    static Bounce bounce(String code) {
        return isAddress(code) ? Bounce.HARD : Bounce.SOFT;
    }
}
