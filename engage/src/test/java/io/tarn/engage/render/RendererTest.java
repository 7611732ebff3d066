package io.tarn.engage.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import io.tarn.model.message.MessageTemplate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RendererTest {
    private static final Renderer RENDERER = new Renderer(RenderLimits.DEFAULT);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Map<String, Value> ANNA = Map.of(
            "first_name", new Value.Text("Anna & Co"),
            "orders", Value.Decimal.of(7),
            "spent", new Value.Decimal(new BigDecimal("12.50")),
            "vip", new Value.Flag(true));

    @Test
    void showsTraitsPropertiesLinksAndTheDecisionsInstant() {
        String html =
                "<p>Hi {{ profile.first_name | upcase }}, {{ profile.orders | divided_by: 2 }} of {{ profile.spent }}"
                        + "{% if profile.vip %}, vip{% endif %}:{% for item in event.items limit: 2 %}"
                        + " {{ item.name }}{% endfor %}"
                        + " <a href=\"{{ links.unsubscribe }}\">no more</a> {{ 'now' | date: '%Y-%m-%d %H:%M' }}"
                        + " {{ now | date: '%d' }}</p>";
        Value items = new Value.Sequence(List.of(item("mug"), item("cup"), item("pan")));

        Rendered rendered = render(html, ANNA, Map.of("items", items));

        assertThat(rendered.html())
                .isEqualTo("<p>Hi ANNA &amp; CO, 3 of 12.5, vip: mug cup <a href=\"https://x.example/u?a=1&amp;b=2\">no"
                        + " more</a> 2026-03-01 13:00 01</p>");
        assertThat(rendered.text())
                .isEqualTo(
                        "Hi ANNA & CO, 3 of 12.5, vip: mug cup no more (https://x.example/u?a=1&b=2) 2026-03-01 13:00"
                                + " 01\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ profile.x }}",
                "{{ profile['x'] }}",
                "{{- profile.x -}}",
                "{% assign y = profile.x %}{{ y }}",
                "{% capture y %}{{ profile.x }}{% endcapture %}{{ y }}",
                "{% capture y %}{{ profile.x }}{% endcapture %}{{ y | append: profile.x }}",
                "{% cycle profile.x, 'b' %}",
                "{% cycle 'g': profile.x, 'b' %}",
                "{{ profile.x | append: '' }}",
                "{{ profile.x | escape }}",
                "{{ profile.x | newline_to_br }}",
                "{{ profile.x | split: ',' }}",
                "{{ profile.x | split: ',' | first }}",
                "{{ profile.missing | default: profile.x }}",
                "{{ '}}' | append: profile.x }}",
                "{% if profile.x %}{{ profile.x }}{% endif %}",
                "{% for y in profile.list %}{{ y }}{% endfor %}",
                "{% tablerow y in profile.list %}{{ y }}{% endtablerow %}",
                "{% case 1 %}{% when 1 %}{{ profile.x }}{% endcase %}",
                "{% ifchanged %}{{ profile.x }}{% endifchanged %}",
                "<b title=\"{{ profile.x }}\">",
                "{{ profile.x | strip_html | append: profile.x }}"
            })
    void neverLetsATraitBecomeMarkup(String html) {
        Value.Text attack = new Value.Text("<script>alert(1)</script>\"'><img src=x onerror=alert(1)>");

        String rendered = render(html, Map.of("x", attack, "list", new Value.Sequence(List.of(attack))), Map.of())
                .html();

        assertThat(rendered).contains("&lt;script&gt;").doesNotContain("<script", "<img", "\"'");
    }

    @Property(tries = 200)
    void writesAnyTextIntoHtmlWithoutMarkup(@ForAll String text) {
        String rendered = render("{{ profile.x }}", Map.of("x", new Value.Text(text)), Map.of())
                .html();

        assertThat(rendered).doesNotContain("<", ">", "\"", "'");
        assertThat(HtmlText.decoded(rendered)).isEqualTo(text.replace('\0', '\ufffd'));
    }

    @Test
    void escapesOnceWhateverTheAuthorDoes() {
        Map<String, Value> profile = Map.of("x", new Value.Text("a<b\nc"));

        assertThat(render("{{ profile.x | escape }}", profile, Map.of()).html()).isEqualTo("a&lt;b\nc");
        assertThat(render("{{ profile.x | newline_to_br }}", profile, Map.of()).html())
                .isEqualTo("a&lt;b<br />\nc");
        assertThat(render("{{ profile.x | raw }}", profile, Map.of()).html()).isEqualTo("a<b\nc");
        assertThat(render("{% capture t %}gold{% endcapture %}{% if t == 'gold' %}yes{% endif %}", profile, Map.of())
                        .html())
                .isEqualTo("yes");
    }

    @Test
    void keepsASubjectOnOneLine() {
        Value.Text attack = new Value.Text("Anna\r\nBcc: all@example.com\u2028x");
        MessageTemplate template = new MessageTemplate("cart", "Hi {{ profile.x }}\n", "-", Optional.empty());

        Rendered rendered = RENDERER.compile(template, Variables.open()).render(content(Map.of("x", attack), Map.of()));

        assertThat(rendered.subject()).isEqualTo("Hi Anna  Bcc: all@example.com x");
    }

    @Test
    void saysWhatWasMissing() {
        Rendered rendered = render(
                "a\n{{ profile.first_name }}{{ profile.nick | default: 'you' }}\n{{ event.sku }}", Map.of(), Map.of());

        assertThat(rendered.html()).isEqualTo("a\nyou\n");
        assertThat(rendered.missing()).containsExactly("profile.first_name at line 2", "event.sku at line 3");
    }

    @Test
    void tellsAllProblemsAtOnceWithTheirLines() {
        MessageTemplate template = new MessageTemplate(
                "cart",
                "{{ profle.name }}",
                "{{ profile.ordrs }}\n{% include 'secret' %}{{ 'a' | upcas }}\n{% iff %}{% for a in event.items %}"
                        + "{% endif %}<a href={{ links.why }}>{{ links.wy }}<script>",
                Optional.empty());

        assertThatThrownBy(() -> RENDERER.compile(template, Variables.of(Set.of("orders"), Set.of("items"))))
                .isInstanceOf(TarnException.class)
                .hasMessage("Template 'cart' cannot be used:"
                        + " In its subject: Unknown variable 'profle' at line 1: traits are 'profile.…', properties"
                        + " 'event.…', links 'links.…'. Did you mean 'profile'?"
                        + " In its html: Unknown name 'profile.ordrs' at line 1. Did you mean 'orders'?"
                        + " In its html: 'include' at line 2 would read a file, which templates cannot: write its text"
                        + " here."
                        + " In its html: Unknown filter 'upcas' at line 2. Did you mean 'upcase'?"
                        + " In its html: Unknown tag 'iff' at line 3. Did you mean 'if'?"
                        + " In its html: 'endif' at line 3 closes nothing: 'for' of line 3 is open."
                        + " In its html: Unknown name 'links.wy' at line 3. Did you mean 'why'?"
                        + " In its html: The output at line 3 stands in an HTML tag without quotes, where a value could"
                        + " add attributes: put \"…\" around it."
                        + " In its html: A script at line 3 would never run: mail programs drop it, and filters take it"
                        + " for an attack. Take it out.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ profile.x",
                "{% if profile.x",
                "{% raw %} {{ profile.x }}",
                "{% comment %}",
                "{{ }}",
                "{% if %}{% endif %}",
                "{% for %}{% endfor %}",
                "{{ profile. }}",
                "{% assign = 3 %}",
                "{% render 'x' %}",
                "{% include_relative 'x' %}",
                "{{ profile.x | json }}",
                "{{ profile.x | tarn_write: 0 }}"
            })
    void refusesWhatIsNoTemplate(String html) {
        assertThatThrownBy(() -> render(html, Map.of(), Map.of()))
                .isInstanceOf(TarnException.class)
                .hasMessageStartingWith("Template 'test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in (1..1000000000) %}{% endfor %}",
                "{% for a in (1..200) %}{% for b in (1..200) %}{% endfor %}{% endfor %}",
                "{% for a in (1..5000) %}0123456789012345678901234567890123456789012345678901234567890123456789"
                        + "0123456789012345678901234567890123456789{% endfor %}",
                "{% assign x = 'aaaaaaaaaa' %}{% for a in (1..60) %}{% assign x = x | append: x %}{% endfor %}",
                "{% assign x = 'aaaaaaaaaa' %}{% for a in (1..60) %}{% capture x %}{{ x }}{{ x }}"
                        + "{% endcapture %}{% endfor %}",
                "{% assign x = 'aaaaaaaaaa' %}{% for a in (1..60) %}{% assign x = x | replace: 'a', x %}{% endfor %}",
                "{% assign x = 'a,b' | split: ',' %}{% for a in (1..60) %}{% assign x = x | concat: x %}{% endfor %}",
                "{% assign x = 99999.5 %}{% for a in (1..60) %}{% assign x = x | times: x %}{% endfor %}",
                "{% for a in (1..9999) %}{{ profile.long | upcase | truncate: 3 }}{% endfor %}"
            })
    void stopsATemplateThatExplodes(String html) {
        Value.Text longText = new Value.Text("x".repeat(10_000));

        assertThatThrownBy(() -> render(html, Map.of("long", longText), Map.of()))
                .isInstanceOf(TarnException.class)
                .hasMessageMatching(
                        "Template 'test \\(html\\)' was stopped: it.*more than \\d+.*\\. Loop over fewer items"
                                + " \\('limit: 10'\\), or make the text shorter\\.");
    }

    @Test
    void refusesBlocksThatNestTooDeeply() {
        String html = "{% if true %}".repeat(5_000) + "{% endif %}".repeat(5_000);

        assertThatThrownBy(() -> render(html, Map.of(), Map.of()))
                .isInstanceOf(TarnException.class)
                .hasMessage(
                        "Template 'test' cannot be used: In its html: Blocks nest deeper than 40 at line 1: take some"
                                + " apart, or assign what they choose to a variable.");
    }

    @Test
    void namesTheLineWhereAFilterFails() {
        assertThatThrownBy(
                        () -> render("\n{{ profile.x | divided_by: 0 }}", Map.of("x", Value.Decimal.of(1)), Map.of()))
                .isInstanceOf(TarnException.class)
                .hasMessage(
                        "Template 'test (html)' cannot be rendered at line 2 (RuntimeException). A filter or comparison"
                                + " there does not fit the value it is given: guard it with '{% if … %}' or the filter"
                                + " 'default'.");
    }

    @Test
    void rendersFromManyThreadsAlike() {
        CompiledTemplate template = RENDERER.compile(
                new MessageTemplate("test", "s", "{% for a in (1..50) %}{{ profile.n }}{% endfor %}", Optional.empty()),
                Variables.open());

        List<String> wrong = java.util.stream.IntStream.range(0, 400)
                .parallel()
                .filter(n -> !template.render(content(Map.of("n", Value.Decimal.of(n)), Map.of()))
                        .html()
                        .equals(Integer.toString(n).repeat(50)))
                .mapToObj(Integer::toString)
                .toList();

        assertThat(wrong).isEmpty();
    }

    private static Value item(String name) {
        return new Value.Fields(Map.of("name", new Value.Text(name)));
    }

    private static Rendered render(String html, Map<String, Value> profile, Map<String, Value> event) {
        MessageTemplate template = new MessageTemplate("test", "s", html, Optional.empty());
        return RENDERER.compile(template, Variables.open()).render(content(profile, event));
    }

    private static Content content(Map<String, Value> profile, Map<String, Value> event) {
        return new Content(
                profile, event, Map.of("unsubscribe", "https://x.example/u?a=1&b=2", "why", "w"), NOON, BERLIN);
    }
}
