package io.tarn.server.config;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.TextHash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a proposal: the definition as it would be, under a line that names the text it was proposed for, so that
 * what a person writes into a definition meanwhile is not lost by approving.
 */
final class ProposalText {
    private static final Pattern FIRST_LINE = Pattern.compile("# Proposed for [^\\n]* \\(([0-9a-f]{32})\\)[^\\n]*\\n");

    private ProposalText() {}

    /** @param current the text of the definition now, empty where there is none */
    static String of(SourceName name, String current, String proposed) {
        return "# Proposed for sources/" + name + ".yaml as it was (" + TextHash.of(current)
                + "). Edit what follows, then: tarn source approve " + name + "\n" + proposed;
    }

    /** The definition that is proposed, when the one it was proposed for still stands as it was. */
    static String approved(SourceName name, String current, String proposal) {
        Matcher line = FIRST_LINE.matcher(proposal);
        if (!line.lookingAt()) {
            return proposal;
        }
        if (!line.group(1).equals(TextHash.of(current))) {
            throw new TarnException(
                    ErrorCode.WRITE_CONFLICT,
                    "The definition of source '" + name
                            + "' has changed since this was proposed for it. Have it proposed anew with:"
                            + " tarn unify --require-approval");
        }
        return proposal.substring(line.end());
    }
}
