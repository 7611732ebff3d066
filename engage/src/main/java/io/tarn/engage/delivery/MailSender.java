package io.tarn.engage.delivery;

import io.tarn.engage.EngageErrors;
import io.tarn.model.message.MessageId;
import java.util.Optional;

/**
 * In whose name mail is sent.
 *
 * @param name as mail programs show it; may be empty
 * @param address the From address
 * @param replyTo where answers go, when elsewhere
 * @param bounceDomain the domain whose mailboxes {@code bounce+<message id>} come to us; without it bounces go to the
 *     From address
 */
public record MailSender(String name, String address, Optional<String> replyTo, Optional<String> bounceDomain) {
    public MailSender {
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw EngageErrors.invalidSender("name", "it has a line break or control character");
        }
        address = usable("address", address);
        replyTo = replyTo.map(one -> usable("reply address", one));
        bounceDomain =
                bounceDomain.map(one -> usable("bounce domain", "bounce@" + one).substring("bounce@".length()));
    }

    private static String usable(String what, String address) {
        return switch (MailAddress.of(address)) {
            case MailAddress.Usable usable -> usable.ascii();
            case MailAddress.Refused refused -> throw EngageErrors.invalidSender(what, refused.reason());
        };
    }

    /** The domain of the From address: in Message-IDs too. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Where a mail server says that it could not deliver: names the message, so that nothing must be searched for. */
    public String envelope(MessageId message) {
        return bounceDomain.map(domain -> "bounce+" + message + "@" + domain).orElse(address);
    }
}
