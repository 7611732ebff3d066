package io.tarn.engage.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in attributes of HTML, read and written. */
final class Markup {
    private static final Pattern ENTITY =
            Pattern.compile("&(#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|amp;|lt;|gt;|quot;|apos;|colon;|Tab;|NewLine;)");

    private Markup() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    static String decoded(String text) {
        return ENTITY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
    }

    private static String character(String entity) {
        return switch (entity) {
            case "amp;" -> "&";
            case "lt;" -> "<";
            case "gt;" -> ">";
            case "quot;" -> "\"";
            case "apos;" -> "'";
            case "colon;" -> ":";
            case "Tab;" -> "\t";
            case "NewLine;" -> "\n";
            default -> numbered(entity.replace(";", ""));
        };
    }

    private static String numbered(String entity) {
        boolean hex = entity.charAt(1) == 'x' || entity.charAt(1) == 'X';
        int point = Integer.parseInt(entity.substring(hex ? 2 : 1), hex ? 16 : 10);
        return Character.isValidCodePoint(point) ? Character.toString(point) : "\ufffd";
    }
}
