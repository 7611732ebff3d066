package io.tarn.engage.render;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text of HTML: blocks become lines, a link shows its address, an image its description. Confined to one thread.
 */
final class HtmlText {
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s(href|alt)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("euro", "€"),
            Map.entry("pound", "£"),
            Map.entry("copy", "©"),
            Map.entry("mdash", "—"),
            Map.entry("ndash", "–"),
            Map.entry("hellip", "…"),
            Map.entry("bull", "•"));
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});");
    private static final java.util.Set<String> BLOCKS = java.util.Set.of(
            "p", "div", "br", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr");
    private static final java.util.Set<String> APART =
            java.util.Set.of("p", "h1", "h2", "h3", "h4", "ul", "ol", "table");

    private final StringBuilder out = new StringBuilder();
    private String link = "";
    private int linkFrom;

    private HtmlText() {}

    static String of(String html) {
        return new HtmlText().convert(html);
    }

    private String convert(String html) {
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            append(html.substring(at, open < 0 ? html.length() : open));
            if (open < 0) {
                break;
            }
            at = pastTag(html, open);
        }
        return out.toString()
                        .replaceAll("[ \\t]+\n", "\n")
                        .replaceAll("\n{3,}", "\n\n")
                        .strip() + "\n";
    }

    private int pastTag(String html, int open) {
        if (html.startsWith("<!--", open)) {
            int end = html.indexOf("-->", open);
            return end < 0 ? html.length() : end + 3;
        }
        int close = close(html, open);
        String tag = html.substring(open + 1, Math.min(close, html.length()));
        String name = name(tag);
        if (name.equals("style") || name.equals("head") || name.equals("script") || name.equals("title")) {
            int end = html.toLowerCase(Locale.ROOT).indexOf("</" + name, close);
            return end < 0 ? html.length() : Math.min(html.length(), close(html, end) + 1);
        }
        enter(name, tag);
        return Math.min(html.length(), close + 1);
    }

    /** The '>' that ends a tag, quoted ones passed over. */
    private static int close(String html, int open) {
        char quote = 0;
        for (int i = open; i < html.length(); i++) {
            char unit = html.charAt(i);
            if (quote != 0) {
                quote = unit == quote ? 0 : quote;
            } else if (unit == '"' || unit == '\'') {
                quote = unit;
            } else if (unit == '>') {
                return i;
            }
        }
        return html.length();
    }

    private void enter(String name, String tag) {
        boolean ends = tag.startsWith("/");
        if (name.equals("a")) {
            if (ends) {
                showLink();
            } else {
                link = attribute(tag, "href");
                linkFrom = out.length();
            }
        } else if (name.equals("img")) {
            append(attribute(tag, "alt"));
        } else if (name.equals("li") && !ends) {
            line();
            out.append("- ");
        } else if (name.equals("td") && ends) {
            out.append(' ');
        } else if (BLOCKS.contains(name)) {
            line();
            if (APART.contains(name)) {
                out.append('\n');
            }
        }
    }

    private void showLink() {
        String shown = out.substring(Math.min(linkFrom, out.length())).strip();
        if (!link.isEmpty() && !link.startsWith("#") && !shown.equals(link)) {
            out.append(shown.isEmpty() ? "" : " ").append('(').append(link).append(')');
        }
        link = "";
    }

    private void line() {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }

    private void append(String text) {
        String single = SPACES.matcher(text).replaceAll(" ");
        boolean begins = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
        out.append(decoded(begins ? single.stripLeading() : single));
    }

    private static String name(String tag) {
        int from = tag.startsWith("/") ? 1 : 0;
        int to = from;
        while (to < tag.length() && Character.isLetterOrDigit(tag.charAt(to))) {
            to++;
        }
        return tag.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static String attribute(String tag, String name) {
        Matcher matcher = ATTRIBUTE.matcher(tag);
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase(name)) {
                return decoded(matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
            }
        }
        return "";
    }

    static String decoded(String text) {
        return ENTITY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(entity(match.group(1))));
    }

    private static String entity(String name) {
        if (name.charAt(0) != '#') {
            return ENTITIES.getOrDefault(name, "&" + name + ";");
        }
        boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        int point = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
        return Character.isValidCodePoint(point) && point != 0 ? Character.toString(point) : "\ufffd";
    }
}
