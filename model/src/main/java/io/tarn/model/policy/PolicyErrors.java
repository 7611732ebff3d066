package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.List;
import java.util.regex.Pattern;

/** Everything that campaigns, guardrails and their parts can complain about. */
final class PolicyErrors {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private PolicyErrors() {}

    /** Refuses what cannot name a thing. */
    static void checkName(String thing, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "'" + value + "' cannot name " + thing + ": use 1 to 63 lower-case letters, digits and"
                            + " underscores, starting with a letter.");
        }
    }

    static TarnException unusable(String what, List<String> faults) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION, what + " cannot be used: " + String.join("; ", faults) + ".");
    }
}
