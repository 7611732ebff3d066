package io.tarn.wire.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.message.MessageTemplate;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class TemplateCodecTest {
    private static final String TEXT = """
            name: cart_reminder
            subject: "Your cart, {{ profile.first_name }}"
            html: |2
              <p>Hello</p>

                <p>{{ event.items }}</p>
            text: Hello
            """;

    @Test
    void readsAndWritesLines() {
        MessageTemplate template = new MessageTemplate(
                "cart_reminder",
                "Your cart, {{ profile.first_name }}",
                "<p>Hello</p>\n\n  <p>{{ event.items }}</p>\n",
                Optional.of("Hello"));

        assertThat(TemplateCodec.read(TEXT, "templates/cart_reminder.yaml")).isEqualTo(template);
        assertThat(TemplateCodec.write(template)).isEqualTo(TEXT);
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatThrownBy(() -> TemplateCodec.read("name: Cart\nsubjct: x\nhtml: <p></p>", "templates/cart.yaml"))
                .hasMessage("""
                        templates/cart.yaml has 3 faults:
                          line 2, subjct: unknown key 'subjct'. Did you mean 'subject'?
                          line 1, name: 'Cart' cannot name a template: use 1 to 63 lower-case letters, digits and\
                         underscores, starting with a letter.
                          line 1, subject: is missing""");
    }

    @Property(tries = 300)
    void readsBackWhatItWrites(@ForAll("templates") MessageTemplate template) {
        String text = TemplateCodec.write(template);

        MessageTemplate read = TemplateCodec.read(text, "t.yaml");

        assertThat(read).isEqualTo(template);
        assertThat(TemplateCodec.write(read)).isEqualTo(text);
    }

    /** Whatever a text can hold, half of it in lines. */
    @Provide
    Arbitrary<MessageTemplate> templates() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.of("a", " ", "\n", "  b", "\t", "#", "\r", "'", ": ", "é", "{{ x }}")
                        .list()
                        .ofMaxSize(12)
                        .map(parts -> String.join("", parts)));
        return Combinators.combine(CampaignArbitraries.names(), texts, texts, texts.optional(0.5))
                .as(MessageTemplate::new);
    }
}
