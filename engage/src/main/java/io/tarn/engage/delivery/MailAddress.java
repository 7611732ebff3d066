package io.tarn.engage.delivery;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a text is an address that mail can be sent to, in the form that every mail server takes. */
public sealed interface MailAddress {
    /**
     * Mail can be sent there.
     *
     * @param ascii local part as given, domain in ASCII and lower case
     */
    record Usable(String ascii) implements MailAddress {
        /** Without the address. */
        @Override
        public String toString() {
            return "Usable";
        }
    }

    /**
     * Mail cannot be sent there.
     *
     * @param reason without the address
     */
    record Refused(String reason) implements MailAddress {}

    Pattern LOCAL = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    int LOCAL_LENGTH_MAX = 64;
    int DOMAIN_LENGTH_MAX = 253;

    static MailAddress of(String text) {
        int at = text.lastIndexOf('@');
        if (at <= 0 || at == text.length() - 1) {
            return new Refused("the address has no '@' with something on both sides");
        }
        String local = text.substring(0, at);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(local)) {
            return new Refused("the part before '@' has letters beyond ASCII, for which few mail servers have a place;"
                    + " ask for another address");
        }
        if (local.length() > LOCAL_LENGTH_MAX || !LOCAL.matcher(local).matches()) {
            return new Refused("the part before '@' has signs that no mail server takes, or more than 64");
        }
        return domain(local, text.substring(at + 1));
    }

    private static MailAddress domain(String local, String given) {
        String domain;
        try {
            domain = IDN.toASCII(given, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return new Refused("the domain is no name that the Internet knows");
        }
        if (domain.length() > DOMAIN_LENGTH_MAX || !DOMAIN.matcher(domain).matches()) {
            return new Refused("the domain is no name that the Internet knows");
        }
        return new Usable(local + "@" + domain);
    }
}
