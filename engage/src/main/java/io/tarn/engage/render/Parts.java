package io.tarn.engage.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a template's source into its parts. Confined to one thread and one source. */
final class Parts {
    private static final Pattern NAME = Pattern.compile("\\s*(#|[A-Za-z_][A-Za-z0-9_]*)?");

    private final String source;
    private final List<String> problems;
    private final List<Part> parts = new ArrayList<>();
    private int at;
    private int line = 1;

    private Parts(String source, List<String> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The parts in order; together they are the source again. What is never closed is added to the problems. */
    static List<Part> of(String source, List<String> problems) {
        Parts cutting = new Parts(source, problems);
        while (cutting.at < source.length()) {
            cutting.next();
        }
        return cutting.parts;
    }

    private void next() {
        int open = opening(at);
        if (open > at) {
            literal(open);
            return;
        }
        boolean output = source.charAt(at + 1) == '{';
        int close = closing(at + 2, output ? '}' : '%');
        if (close < 0) {
            problems.add("'" + source.substring(at, at + 2) + "' at line " + line + " is never closed: add '"
                    + (output ? "}}" : "%}") + "'.");
            literal(source.length());
            return;
        }
        String whole = source.substring(at, close + 2);
        String body = trimmed(whole);
        if (output) {
            add(new Part.Output(whole, line, body), close + 2);
            return;
        }
        Matcher name = NAME.matcher(body);
        String word = name.lookingAt() && name.group(1) != null ? name.group(1) : "";
        add(new Part.Tag(whole, line, word, body.substring(name.lookingAt() ? name.end() : 0)), close + 2);
        if (word.equals("raw") || word.equals("comment")) {
            skipTo("end" + word);
        }
    }

    /** What stands between two such tags is nobody's business. */
    private void skipTo(String end) {
        Matcher matcher = Pattern.compile("\\{%-?\\s*" + end + "\\s*-?%}").matcher(source);
        if (!matcher.find(at)) {
            problems.add("'" + end + "' is missing: the block at line " + line + " is never closed.");
            literal(source.length());
            return;
        }
        if (matcher.start() > at) {
            literal(matcher.start());
        }
        add(new Part.Tag(matcher.group(), line, end, ""), matcher.end());
    }

    private void literal(int end) {
        add(new Part.Literal(source.substring(at, end), line), end);
    }

    private void add(Part part, int end) {
        parts.add(part);
        for (int i = at; i < end; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        at = end;
    }

    private int opening(int from) {
        for (int i = from; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '{' && (source.charAt(i + 1) == '{' || source.charAt(i + 1) == '%')) {
                return i;
            }
        }
        return source.length();
    }

    /** Where the closing delimiter begins, quoted text passed over; -1 when it is nowhere. */
    private int closing(int from, char first) {
        char quote = 0;
        for (int i = from; i < source.length(); i++) {
            char unit = source.charAt(i);
            if (quote != 0) {
                quote = unit == quote ? 0 : quote;
            } else if (unit == '\'' || unit == '"') {
                quote = unit;
            } else if (unit == first && i + 1 < source.length() && source.charAt(i + 1) == '}') {
                return i;
            }
        }
        return -1;
    }

    private static String trimmed(String whole) {
        String body = whole.substring(2, whole.length() - 2);
        body = body.startsWith("-") ? body.substring(1) : body;
        return body.endsWith("-") ? body.substring(0, body.length() - 1) : body;
    }
}
