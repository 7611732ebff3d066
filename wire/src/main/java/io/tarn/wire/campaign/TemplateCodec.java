package io.tarn.wire.campaign;

import io.tarn.model.message.MessageTemplate;
import io.tarn.model.policy.TemplateName;
import io.tarn.wire.yaml.YamlDocument;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import io.tarn.wire.yaml.YamlText;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes {@code templates/NAME.yaml}, one template a file:
 *
 * <pre>
 * name: cart_reminder
 * subject: Your cart waits, {{ profile.first_name }}
 * html: |
 *   &lt;p&gt;You left {{ event.items }} things behind.&lt;/p&gt;
 * </pre>
 *
 * <p>{@code text} may stand beside {@code html}; without it, it is made of it. Reading back what was written gives the
 * same template. All faults of a file are told at once; what is wrong within Liquid is found when it is compiled.
 */
public final class TemplateCodec {
    private static final List<String> KEYS = List.of("name", "subject", "html", "text");

    private TemplateCodec() {}

    /**
     * Reads a template.
     *
     * @param place names the text in messages, such as its file
     */
    public static MessageTemplate read(String yaml, String place) {
        YamlFaults faults = new YamlFaults(place);
        YamlMap root = YamlMap.of(YamlDocument.compose(yaml, place), "", faults, KEYS);
        String name = root.required("name");
        root.made("name", TemplateName::new);
        String subject = root.required("subject");
        String html = root.required("html");
        Optional<String> text = root.text("text");
        faults.throwIfAny();
        return new MessageTemplate(name, subject, html, text);
    }

    /** Writes a template; reading it back gives the same value. */
    public static String write(MessageTemplate template) {
        StringBuilder out = new StringBuilder();
        out.append("name: ").append(YamlText.scalar(template.name())).append('\n');
        out.append("subject: ").append(YamlText.scalar(template.subject())).append('\n');
        out.append("html: ").append(YamlText.block(template.html())).append('\n');
        template.text()
                .ifPresent(text ->
                        out.append("text: ").append(YamlText.block(text)).append('\n'));
        return out.toString();
    }
}
