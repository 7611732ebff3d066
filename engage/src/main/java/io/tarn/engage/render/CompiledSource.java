package io.tarn.engage.render;

import io.tarn.engage.EngageErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liqp.Template;
import liqp.TemplateParser;
import liqp.exceptions.ExceededMaxIterationsException;
import liqp.exceptions.LiquidException;

/** One checked source of a template. Safe for many threads, which take turns: the library keeps state in a template. */
final class CompiledSource {
    private static final Pattern LINE = Pattern.compile("error on line (\\d+)");
    private static final int REASON_LENGTH_MAX = 160;

    private final String name;
    private final Template template;
    private final List<Part> parts;
    private final RenderLimits limits;

    private CompiledSource(String name, Template template, List<Part> parts, RenderLimits limits) {
        this.name = name;
        this.template = template;
        this.parts = parts;
        this.limits = limits;
    }

    /** @param name of template and part, such as {@code cart html} */
    static CompiledSource of(String name, List<Part> parts, TemplateParser parser, RenderLimits limits) {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            source.append(
                    parts.get(i) instanceof Part.Output output
                            ? written(output, i)
                            : parts.get(i).source());
        }
        try {
            return new CompiledSource(name, parser.parse(source.toString()), parts, limits);
        } catch (StackOverflowError e) {
            throw EngageErrors.invalidTemplate(name, List.of("An expression nests too deeply: take it apart."));
        } catch (LiquidException e) {
            throw EngageErrors.invalidTemplate(
                    name, List.of("It is not Liquid at " + e.line + ":" + (e.charPositionInLine + 1) + "."));
        } catch (RuntimeException e) {
            throw EngageErrors.invalidTemplate(name, List.of("It is not Liquid: " + reason(e)));
        }
    }

    /** An output with a last filter that writes it for its place and knows which one it was. */
    private static String written(Part.Output output, int part) {
        String whole = output.source();
        int end = whole.length() - (whole.endsWith("-}}") ? 3 : 2);
        return whole.substring(0, end) + " | " + Filters.WRITE + ": " + part + " " + whole.substring(end);
    }

    /** @param missing to which it adds what had nothing to show */
    String render(Map<String, Object> variables, List<String> missing) {
        Budget budget = new Budget(limits);
        try {
            String text;
            synchronized (template) {
                text = template.renderToObjectUnguarded(place(variables, budget))
                        .toString();
            }
            budget.missing().forEach(part -> missing.add(described(parts.get(part))));
            return text;
        } catch (StackOverflowError e) {
            throw EngageErrors.exploded(name, "its blocks or values nest too deeply");
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private static Map<String, Object> place(Map<String, Object> variables, Budget budget) {
        Map<String, Object> all = new TreeMap<>(variables);
        all.put(Budget.PLACE, budget);
        return all;
    }

    private RuntimeException failure(RuntimeException thrown) {
        int line = 0;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Stopped stopped -> {
                    return EngageErrors.exploded(name, String.valueOf(stopped.getMessage()));
                }
                case ExceededMaxIterationsException loop -> {
                    return EngageErrors.exploded(name, "its loops make more than " + limits.turnsMax() + " turns");
                }
                default -> line = line > 0 ? line : line(cause);
            }
        }
        return EngageErrors.notRendered(name, line, thrown);
    }

    private static int line(Throwable cause) {
        Matcher matcher = LINE.matcher(String.valueOf(cause.getMessage()));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static String reason(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String text = Form.oneLine(String.valueOf(cause.getMessage()));
        return (text.length() <= REASON_LENGTH_MAX ? text : text.substring(0, REASON_LENGTH_MAX) + "…") + ".";
    }

    private static String described(Part part) {
        String expression = part instanceof Part.Output output ? output.body().strip() : part.source();
        return expression + " at line " + part.line();
    }

    static List<String> problems(List<String> found, String of) {
        List<String> named = new ArrayList<>();
        found.forEach(problem -> named.add("In its " + of + ": " + problem));
        return named;
    }
}
