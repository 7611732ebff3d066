package io.tarn.engage.render;

import io.tarn.engage.EngageErrors;
import io.tarn.model.message.MessageTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liqp.TemplateParser;

/** Checks templates once, so that rendering them for a person is quick. Safe for many threads. */
public final class Renderer {
    private final RenderLimits limits;
    private final Map<Form, TemplateParser> parsers;

    public Renderer(RenderLimits limits) {
        this.limits = limits;
        this.parsers = Liquid.parsers(limits);
    }

    /**
     * A template ready to be rendered.
     *
     * @throws io.tarn.model.error.TarnException with every problem found
     */
    public CompiledTemplate compile(MessageTemplate template, Variables variables) {
        List<String> problems = new ArrayList<>();
        List<Part> subject = checked(template, "subject", template.subject(), variables, problems);
        List<Part> html = checked(template, "html", template.html(), variables, problems);
        Optional<List<Part>> text =
                template.text().map(source -> checked(template, "text", source, variables, problems));
        if (!problems.isEmpty()) {
            throw EngageErrors.invalidTemplate(template.name(), problems);
        }
        return new CompiledTemplate(
                template.name(),
                source(template, "subject", subject, Form.LINE),
                source(template, "html", html, Form.HTML),
                text.map(parts -> source(template, "text", parts, Form.TEXT)));
    }

    private List<Part> checked(
            MessageTemplate template, String of, String source, Variables variables, List<String> problems) {
        if (source.length() > limits.sourceLengthMax()) {
            throw EngageErrors.templateTooLong(template.name(), source.length(), limits.sourceLengthMax());
        }
        List<String> found = new ArrayList<>();
        List<Part> parts = Parts.of(source, found);
        if (found.isEmpty()) {
            new NameCheck(variables, limits.depthMax(), found).check(parts);
        }
        if (of.equals("html")) {
            new MarkupCheck(found).check(parts);
        }
        problems.addAll(CompiledSource.problems(found, of));
        return parts;
    }

    private CompiledSource source(MessageTemplate template, String of, List<Part> parts, Form form) {
        TemplateParser parser = java.util.Objects.requireNonNull(parsers.get(form));
        return CompiledSource.of(template.name() + " (" + of + ")", parts, parser, limits);
    }
}
