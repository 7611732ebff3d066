package io.tarn.engage.render;

import io.tarn.model.error.Suggestions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names in a template that nothing stands behind: tags, filters, variables. Confined to one thread. */
final class NameCheck {
    private static final Pattern WORD = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_-]*)");
    private static final Set<String> BINDERS = Set.of("assign", "capture", "for", "tablerow", "increment", "decrement");
    private static final Set<String> FILTERS = Filters.names();

    private final Variables variables;
    private final int depthMax;
    private final List<String> problems;
    private final Set<String> local = new TreeSet<>(Set.of(Liquid.NOW, "forloop", "tablerowloop"));

    NameCheck(Variables variables, int depthMax, List<String> problems) {
        this.variables = variables;
        this.depthMax = depthMax;
        this.problems = problems;
    }

    void check(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Tag tag && BINDERS.contains(tag.name())) {
                bound(tag).ifPresent(local::add);
            }
        }
        Deque<Part.Tag> open = new ArrayDeque<>();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> {}
                case Part.Output output -> checkNames(output.body(), output.line());
                case Part.Tag tag -> {
                    checkTag(tag);
                    checkNesting(tag, open);
                }
            }
        }
        for (Part.Tag tag : open) {
            problems.add("'" + tag.name() + "' at line " + tag.line() + " is never closed: add '{% end" + tag.name()
                    + " %}'.");
        }
    }

    private static Optional<String> bound(Part.Tag tag) {
        Matcher word = WORD.matcher(tag.body());
        return word.lookingAt() ? Optional.of(word.group(1)) : Optional.empty();
    }

    private void checkTag(Part.Tag tag) {
        String name = tag.name().startsWith("end") ? tag.name().substring(3) : tag.name();
        if (name.equals("include") || name.equals("render") || name.equals("include_relative")) {
            problems.add("'" + name + "' at line " + tag.line()
                    + " would read a file, which templates cannot: write its text here.");
            return;
        }
        if (name.equals("#")) {
            return;
        }
        if (!Liquid.BLOCKS.contains(name) && !Liquid.TAGS.contains(tag.name())) {
            List<String> known = new ArrayList<>(Liquid.BLOCKS);
            known.addAll(Liquid.TAGS);
            problems.add("Unknown tag '" + shown(tag.name()) + "' at line " + tag.line() + "."
                    + Suggestions.didYouMean(tag.name(), known));
            return;
        }
        if (!tag.name().startsWith("end") && !name.equals("comment") && !name.equals("raw")) {
            checkNames(tag.body(), tag.line());
        }
    }

    private void checkNesting(Part.Tag tag, Deque<Part.Tag> open) {
        if (Liquid.BLOCKS.contains(tag.name())) {
            open.push(tag);
            if (open.size() == depthMax + 1) {
                problems.add("Blocks nest deeper than " + depthMax + " at line " + tag.line()
                        + ": take some apart, or assign what they choose to a variable.");
            }
            return;
        }
        if (!tag.name().startsWith("end")) {
            return;
        }
        Part.Tag opened = open.poll();
        if (opened == null || !tag.name().equals("end" + opened.name())) {
            String expected = opened == null
                    ? "no block is open there"
                    : "'" + opened.name() + "' of line " + opened.line() + " is open";
            problems.add("'" + shown(tag.name()) + "' at line " + tag.line() + " closes nothing: " + expected + ".");
        }
    }

    private void checkNames(String expression, int line) {
        Words words = Words.of(expression);
        for (String filter : words.filters()) {
            if (!FILTERS.contains(filter)) {
                problems.add("Unknown filter '" + shown(filter) + "' at line " + line + "."
                        + Suggestions.didYouMean(filter, FILTERS));
            }
        }
        for (List<String> path : words.paths()) {
            checkPath(path, line);
        }
    }

    private void checkPath(List<String> path, int line) {
        String root = path.getFirst();
        if (local.contains(root)) {
            return;
        }
        if (!Variables.ROOTS.contains(root)) {
            List<String> roots = new ArrayList<>(Variables.ROOTS);
            roots.addAll(local);
            problems.add("Unknown variable '" + shown(root) + "' at line " + line
                    + ": traits are 'profile.…', properties 'event.…', links 'links.…'."
                    + Suggestions.didYouMean(root, roots));
            return;
        }
        Optional<Set<String>> names = variables.below(root);
        if (path.size() > 1 && names.isPresent() && !names.get().contains(path.get(1))) {
            problems.add("Unknown name '" + root + "." + shown(path.get(1)) + "' at line " + line + "."
                    + near(path.get(1), names.get()));
        }
    }

    private static String near(String name, Collection<String> known) {
        String suggestion = Suggestions.didYouMean(name, known);
        if (!suggestion.isEmpty()) {
            return suggestion;
        }
        List<String> first = known.stream().sorted().limit(8).toList();
        return first.isEmpty() ? " None is known." : " Known names start with: " + String.join(", ", first) + ".";
    }

    private static String shown(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }
}
