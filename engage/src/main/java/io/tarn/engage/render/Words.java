package io.tarn.engage.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a Liquid expression, told apart.
 *
 * @param paths variables with what follows them: {@code [profile, first_name]}
 * @param filters names behind '|'
 */
record Words(List<List<String>> paths, List<String> filters) {
    private static final Pattern TOKEN = Pattern.compile("'[^']*'|\"[^\"]*\"|\\d+(?:\\.\\d+)?|\\.\\.|\\|(?!\\|)|:|"
            + "[A-Za-z_][A-Za-z0-9_-]*\\??(?:\\.[A-Za-z_][A-Za-z0-9_-]*|\\[\\s*(?:'[^']*'|\"[^\"]*\")\\s*])*");
    private static final Pattern STEP = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*\\??");
    private static final Set<String> KEYWORDS = Set.of(
            "and", "or", "not", "contains", "in", "true", "false", "nil", "null", "empty", "blank", "reversed", "by");

    static Words of(String expression) {
        List<List<String>> paths = new ArrayList<>();
        List<String> filters = new ArrayList<>();
        Matcher token = TOKEN.matcher(expression);
        boolean behindBar = false;
        while (token.find()) {
            String text = token.group();
            boolean name = Character.isLetter(text.charAt(0)) || text.charAt(0) == '_';
            if (name && behindBar) {
                filters.add(text);
            } else if (name && !KEYWORDS.contains(text) && !isLabel(expression, token.end())) {
                paths.add(steps(text));
            }
            behindBar = text.equals("|");
        }
        return new Words(List.copyOf(paths), List.copyOf(filters));
    }

    /** Such as {@code limit:}, which names a parameter. */
    private static boolean isLabel(String expression, int end) {
        int next = end;
        while (next < expression.length() && Character.isWhitespace(expression.charAt(next))) {
            next++;
        }
        return next < expression.length() && expression.charAt(next) == ':';
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            steps.add(step.group());
        }
        return List.copyOf(steps);
    }
}
