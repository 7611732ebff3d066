package io.tarn.connectors.smtp;

import io.tarn.engage.delivery.MailSender;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Messages to test with. */
final class Mails {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final MailSender SENDER =
            new MailSender("News", "news@example.com", Optional.empty(), Optional.of("b.example.com"));

    private Mails() {}

    static Message to(String address, String decision) {
        return new Message(
                MessageId.derive(decision),
                ProfileId.derive("shop", decision, 0),
                ChannelName.EMAIL,
                address,
                "Grüße",
                "<p>.\n..\nHi</p>",
                ".\n..\nHi\n.",
                Map.of("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                Purpose.MARKETING,
                AT);
    }
}
