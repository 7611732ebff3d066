package io.tarn.engage.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checked template. The same content gives the same text. Safe for many threads. */
public final class CompiledTemplate {
    private static final int SUBJECT_LENGTH_MAX = 998;

    private final String name;
    private final CompiledSource subject;
    private final CompiledSource html;
    private final Optional<CompiledSource> text;

    CompiledTemplate(String name, CompiledSource subject, CompiledSource html, Optional<CompiledSource> text) {
        this.name = name;
        this.subject = subject;
        this.html = html;
        this.text = text;
    }

    public String name() {
        return name;
    }

    /** What it becomes for one person. */
    public Rendered render(Content content) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("profile", LiquidValues.of(content.profile()));
        variables.put("event", LiquidValues.of(content.event()));
        variables.put("links", content.links());
        variables.put(Liquid.NOW, content.asOf().atZone(content.zone()));
        List<String> missing = new ArrayList<>();
        String line = cut(Form.oneLine(subject.render(variables, missing)).strip());
        String markup = html.render(variables, missing);
        String plain = text.map(source -> source.render(variables, missing)).orElseGet(() -> HtmlText.of(markup));
        return new Rendered(line, markup, plain, missing);
    }

    private static String cut(String line) {
        return line.length() <= SUBJECT_LENGTH_MAX
                ? line
                : line.substring(
                        0,
                        line.offsetByCodePoints(
                                0, Math.min(SUBJECT_LENGTH_MAX / 2, line.codePointCount(0, line.length()))));
    }
}
