package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.List;
import java.util.regex.Pattern;

/** Everything that campaigns, guardrails and their parts can complain about. */
final class PolicyErrors {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private static final int SHOWN_MAX = 80;

    private PolicyErrors() {}

    static boolean isName(String value) {
        return NAME.matcher(value).matches();
    }

    /** Refuses what cannot name a thing. */
    static void checkName(String thing, String value) {
        if (!isName(value)) {
            String shown = value.length() > SHOWN_MAX ? value.substring(0, SHOWN_MAX) + "…" : value;
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "'" + shown + "' cannot name " + thing + ": use 1 to 63 lower-case letters, digits and"
                            + " underscores, starting with a letter.");
        }
    }

    static TarnException unusable(String what, List<String> faults) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION, what + " cannot be used: " + String.join("; ", faults) + ".");
    }
}
