package io.tarn.engage.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.engage.render.CompiledTemplate;
import io.tarn.engage.render.RenderLimits;
import io.tarn.engage.render.Renderer;
import io.tarn.engage.render.Variables;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.MessageTemplate;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.CampaignName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ComposerTest {
    private static final SignedLinks LINKS =
            new SignedLinks(URI.create("https://mail.example.com"), List.of(new byte[32]));
    private static final Composer COMPOSER = new Composer(LINKS, Optional.of("leave@example.com"), ZoneOffset.UTC);
    private static final CompiledTemplate CART = new Renderer(RenderLimits.DEFAULT)
            .compile(
                    new MessageTemplate(
                            "cart",
                            "{{ profile.first_name }}, your cart",
                            "<a href=\"{{ event.url }}\">{{ event.name }}</a> <a href=\"{{ links.why }}\">why?</a>",
                            Optional.empty()),
                    Variables.open());

    @Test
    void makesTheSameMessageOfTheSameDecision() {
        Message message = compose("https://shop.example/?a=1&b=2", Purpose.MARKETING);

        assertThat(compose("https://shop.example/?a=1&b=2", Purpose.MARKETING)).isEqualTo(message);
        MessageId id = MessageId.derive("decision-1");
        assertThat(message.id()).isEqualTo(id);
        assertThat(message.subject()).isEqualTo("Anna, your cart");
        assertThat(message.html())
                .startsWith("<a href=\""
                        + LINKS.click(id, "https://shop.example/?a=1&b=2").orElseThrow() + "\">"
                        + "&lt;mug&gt;</a> <a href=\"" + LINKS.link(LinkKind.WHY, id) + "\">why?</a><img src=\"");
        assertThat(message.text())
                .isEqualTo("<mug> (https://shop.example/?a=1&b=2) why? (" + LINKS.link(LinkKind.WHY, id) + ")\n");
        assertThat(message.headers())
                .containsOnlyKeys("List-Unsubscribe", "List-Unsubscribe-Post", "X-Tarn-Campaign")
                .containsEntry("X-Tarn-Campaign", "abandoned_cart");
    }

    @Test
    void takesCodeOutOfAnAddressThatAPersonGave() {
        assertThat(compose("javascript:alert(document.cookie)", Purpose.MARKETING)
                        .html())
                .startsWith("<a href=\"#\">");
    }

    @Test
    void writesAWholeMail() {
        byte[] mail = MailForm.write(
                compose("https://shop.example", Purpose.MARKETING),
                "anna@example.org",
                new MailSender("Shop", "shop@example.com", Optional.empty(), Optional.empty()),
                List.of());

        assertThat(new String(mail, StandardCharsets.US_ASCII))
                .contains("X-Tarn-Campaign: abandoned_cart\r\n")
                .contains("X-Tarn-Message: " + MessageId.derive("decision-1") + "\r\n")
                .contains("List-Unsubscribe: <https://mail.example.com/m/u/")
                .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
                .doesNotContain("ISO-8859-1");
    }

    @Test
    void offersNoWayOutOfWhatIsTransactional() {
        assertThat(compose("https://shop.example", Purpose.TRANSACTIONAL).headers())
                .containsOnlyKeys("X-Tarn-Campaign");
    }

    private static Message compose(String url, Purpose purpose) {
        Sending sending = new Sending(
                "decision-1",
                new CampaignName("abandoned_cart"),
                ProfileId.derive("shop", "1", 0),
                ChannelName.EMAIL,
                "anna@example.org",
                purpose,
                Instant.parse("2026-03-01T12:00:00Z"));
        return COMPOSER.compose(
                        sending,
                        CART,
                        Map.of("first_name", new Value.Text("Anna")),
                        Map.of("url", new Value.Text(url), "name", new Value.Text("<mug>")))
                .message();
    }
}
