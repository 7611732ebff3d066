package io.tarn.wire.source;

import java.util.regex.Pattern;

/** How a value is written in YAML: plain where nobody could read it as something else, in quotes where somebody could. */
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@+-]*");
    private static final Pattern WORDS = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private YamlText() {}

    static String scalar(String text) {
        return PLAIN.matcher(text).matches() && !WORDS.matcher(text).matches() ? text : quoted(text);
    }

    static String quoted(String text) {
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
