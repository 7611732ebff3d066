package io.tarn.server.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * A page being written: elements open and close in order, and every text and attribute is escaped on its way in.
 *
 * <p>Confined to one rendering.
 */
public final class Html {
    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder page = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();
    /** What characters beyond one byte add to the page's length. */
    private long extraBytes;

    /** Opens an element with attributes given as name, value, name, value. */
    public Html open(String tag, String... attributes) {
        start(tag, attributes);
        page.append('>');
        open.push(tag);
        return this;
    }

    public Html close() {
        page.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element that holds nothing, such as a shape. */
    public Html empty(String tag, String... attributes) {
        start(tag, attributes);
        page.append("/>");
        return this;
    }

    /** An element that holds one text. */
    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    public Html text(String text) {
        escape(text);
        return this;
    }

    /** Text from our own resources, as it stands; never a value. */
    public Html trusted(String markup) {
        page.append(markup);
        return this;
    }

    /** A position on a chart, in percent of its width or height. */
    static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }

    static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** At least the bytes of the page so far. */
    long bytes() {
        return page.length() + extraBytes;
    }

    @Override
    public String toString() {
        return page.toString();
    }

    private void start(String tag, String... attributes) {
        page.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            page.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            page.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.appendCodePoint(isSafe(point) ? point : REPLACEMENT);
            }
            if (point > 0x7F) {
                extraBytes += 2;
            }
        });
    }

    /** Controls, lone surrogates and marks that turn the direction of what follows would break the page's text. */
    private static boolean isSafe(int point) {
        boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        boolean turnsDirection = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        return !control && !surrogate && !turnsDirection;
    }
}
