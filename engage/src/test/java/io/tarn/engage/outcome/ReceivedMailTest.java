package io.tarn.engage.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.engage.delivery.MailForm;
import io.tarn.engage.delivery.MailSender;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReceivedMailTest {
    private static final MailSender SENDER =
            new MailSender("Nordlicht", "shop@example.com", Optional.empty(), Optional.empty());

    @Test
    void readsWhatWeWrite() {
        Message message = new Message(
                MessageId.derive("d"),
                ProfileId.derive("a", "b", 0),
                ChannelName.EMAIL,
                "ada@example.org",
                "Grüße, Ada: 2 €",
                "<p>Grüße &amp; <b>mehr</b>, in einer Zeile, die länger ist als sechsundsiebzig Zeichen es wären</p>",
                "Grüße\nund mehr",
                Map.of("X-Campaign", "cart"),
                Purpose.MARKETING,
                Instant.parse("2026-11-21T10:00:00Z"));

        ReceivedMail mail = ReceivedMail.read(MailForm.write(message, "ada@example.org", SENDER, List.of()))
                .orElseThrow();

        assertThat(mail.subject()).isEqualTo(message.subject());
        assertThat(mail.html().strip()).isEqualTo(message.html());
        assertThat(mail.text().strip()).isEqualTo("Grüße\nund mehr");
        assertThat(mail.header("to")).isEqualTo("<ada@example.org>");
        assertThat(mail.header("x-campaign")).isEqualTo("cart");
        assertThat(mail).hasToString("ReceivedMail[" + mail.headers().size() + " headers]");
    }

    @Test
    void readsAMailWithoutParts() {
        byte[] mail = "Subject: Hi\r\n\r\nHello".getBytes(StandardCharsets.UTF_8);

        assertThat(ReceivedMail.read(mail)).contains(new ReceivedMail(Map.of("subject", "Hi"), "Hi", "Hello", ""));
    }
}
