package io.tarn.engage;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.List;

/** The messages of this module. */
public final class EngageErrors {
    private EngageErrors() {}

    public static TarnException invalidTemplate(String template, List<String> problems) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "Template '" + template + "' cannot be used: " + String.join(" ", problems));
    }

    public static TarnException templateTooLong(String template, int length, int lengthMax) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                "Template '" + template + "' has " + length + " characters; at most " + lengthMax
                        + " can be rendered. Take out what is not sent, such as styles that no mail program knows.");
    }

    /**
     * A template went past a limit.
     *
     * @param limit what was exceeded, such as {@code "its loops make more than 10000 turns"}
     */
    public static TarnException exploded(String template, String limit) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                "Template '" + template + "' was stopped: " + limit
                        + ". Loop over fewer items ('limit: 10'), or make the text shorter.");
    }

    /**
     * A template failed for one person.
     *
     * @param line of the template; 0 when it is not known
     */
    public static TarnException notRendered(String template, int line, Throwable cause) {
        String where = line > 0 ? " at line " + line : "";
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "Template '" + template + "' cannot be rendered" + where + " ("
                        + cause.getClass().getSimpleName()
                        + "). A filter or comparison there does not fit the value it is given: guard it with"
                        + " '{% if … %}' or the filter 'default'.",
                cause);
    }

    public static TarnException invalidLinkBase(String base) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "'" + base
                        + "' cannot stand before signed links: use an https address (or http on this machine) without"
                        + " query and fragment, such as https://mail.example.com.");
    }

    public static TarnException weakKey(int bytes, int bytesMin) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "The key of signed links has " + bytes + " bytes; at least " + bytesMin
                        + " are needed. Make one with 'openssl rand -hex 32'.");
    }

    public static TarnException invalidDkimKey(String selector, String domain, Throwable cause) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "The DKIM key of " + selector + "._domainkey." + domain
                        + " cannot be read: a PKCS#8 private key in PEM is expected, RSA of 1024 bits or more, or"
                        + " Ed25519."
                        + " Make one with 'openssl genpkey'.",
                cause);
    }

    public static TarnException invalidName(String what, String domain) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "'" + domain + "' is no " + what + ": use letters, digits, '-', '_' and dots in between.");
    }

    public static TarnException invalidSender(String what, String why) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION, "The sender's " + what + " cannot be used: " + why + ".");
    }

    public static TarnException missingAlgorithm(String name, Throwable cause) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN, "This Java lacks " + name + ", which each must have.", cause);
    }

    public static TarnException unwritable(Throwable cause) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN, "A mail could not be written to memory; report this.", cause);
    }
}
