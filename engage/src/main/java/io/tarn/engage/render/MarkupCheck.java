package io.tarn.engage.render;

import java.util.List;
import java.util.Locale;

/**
 * Finds outputs in HTML where escaping does not protect: in scripts, outside of quotes within a tag, in attributes that
 * run code. Confined to one thread.
 */
final class MarkupCheck {
    private enum Place {
        TEXT,
        COMMENT,
        TAG,
        QUOTED
    }

    private final List<String> problems;
    private Place place = Place.TEXT;
    private char quote;
    private final StringBuilder attribute = new StringBuilder();

    MarkupCheck(List<String> problems) {
        this.problems = problems;
    }

    void check(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                follow(literal);
            } else if (part instanceof Part.Output output) {
                checkOutput(output);
            }
        }
    }

    private void checkOutput(Part.Output output) {
        if (place == Place.TAG) {
            problems.add("The output at line " + output.line()
                    + " stands in an HTML tag without quotes, where a value could add attributes:"
                    + " put \"…\" around it.");
        }
        if (place == Place.QUOTED && runsCode()) {
            problems.add("The output at line " + output.line()
                    + " stands in an attribute that runs code or styles: mail programs drop it, and a value could"
                    + " misuse it. Take it out.");
        }
    }

    private boolean runsCode() {
        String name = attribute.toString().strip().toLowerCase(Locale.ROOT);
        String last = name.substring(name.lastIndexOf(' ') + 1);
        return last.startsWith("on") || last.startsWith("srcdoc");
    }

    private void follow(Part.Literal literal) {
        String text = literal.source();
        String lower = text.toLowerCase(Locale.ROOT);
        int line = literal.line();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            line += unit == '\n' ? 1 : 0;
            switch (place) {
                case TEXT -> {
                    if (lower.startsWith("<script", i)) {
                        problems.add("A script at line " + line + " would never run: mail programs drop it, and filters"
                                + " take it for an attack. Take it out.");
                    }
                    i = enter(lower, i);
                }
                case COMMENT -> place = lower.startsWith("-->", i) ? Place.TEXT : Place.COMMENT;
                case TAG -> inTag(unit);
                case QUOTED -> {
                    if (unit == quote) {
                        place = Place.TAG;
                        attribute.setLength(0);
                    }
                }
            }
        }
    }

    private int enter(String lower, int at) {
        if (lower.startsWith("<!--", at)) {
            place = Place.COMMENT;
            return at + 3;
        }
        boolean tag = lower.charAt(at) == '<'
                && at + 1 < lower.length()
                && (Character.isLetter(lower.charAt(at + 1)) || lower.charAt(at + 1) == '/');
        if (tag) {
            place = Place.TAG;
            attribute.setLength(0);
        }
        return at;
    }

    private void inTag(char unit) {
        if (unit == '>') {
            place = Place.TEXT;
        } else if (unit == '"' || unit == '\'') {
            place = Place.QUOTED;
            quote = unit;
        } else if (unit != '=') {
            attribute.append(Character.isWhitespace(unit) ? ' ' : unit);
        }
    }
}
