package io.tarn.wire.yaml;

import java.util.regex.Pattern;

/** How a value is written in YAML: plain where nobody could read it as something else, in quotes where somebody could. */
public final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@+-]*");
    private static final Pattern WORDS = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    /** Before each line that is not empty. */
    private static final Pattern LINE_START = Pattern.compile("(?m)^(?=.)");

    private YamlText() {}

    public static String scalar(String text) {
        return PLAIN.matcher(text).matches() && !WORDS.matcher(text).matches() ? text : quoted(text);
    }

    /**
     * The value of a key of the first level, in lines of its own where it has several and each character stands for
     * itself; its last line has no end.
     */
    public static String block(String text) {
        boolean asLines =
                text.indexOf('\n') >= 0 && !text.isBlank() && text.codePoints().allMatch(YamlText::standsInLines);
        if (!asLines) {
            return scalar(text);
        }
        String lines = LINE_START.matcher(text).replaceAll("  ");
        if (!text.endsWith("\n")) {
            return "|2-\n" + lines;
        }
        return (text.endsWith("\n\n") ? "|2+\n" : "|2\n") + lines.substring(0, lines.length() - 1);
    }

    /** Whether a block of lines keeps a character as it is. */
    private static boolean standsInLines(int codePoint) {
        return codePoint == '\n'
                || (codePoint >= ' ' && codePoint <= '~')
                || (codePoint >= 0xa0 && codePoint < 0xd800 && codePoint != 0x2028 && codePoint != 0x2029);
    }

    public static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean open = (c >= ' ' && c <= '~') || (c >= 0xa0 && c < 0xd800 && c != 0x2028 && c != 0x2029);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (open) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return out.append('"').toString();
    }
}
