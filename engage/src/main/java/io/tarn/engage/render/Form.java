package io.tarn.engage.render;

/** What an output is put into, and so how it must be written there. */
enum Form {
    /** Markup: what could be read as markup is escaped. */
    HTML,
    /** Plain text: as it is. */
    TEXT,
    /** One line, such as a subject: line breaks and control characters become spaces. */
    LINE;

    String write(String text) {
        return switch (this) {
            case HTML -> escaped(text);
            case TEXT -> text;
            case LINE -> oneLine(text);
        };
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '`' -> out.append("&#96;");
                case 0 -> out.append('\ufffd');
                default -> out.append(unit);
            }
        }
        return out.toString();
    }

    /** Line separators of Unicode too: some servers break lines there. */
    static String oneLine(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean breaks = Character.isISOControl(unit) || unit == '\u2028' || unit == '\u2029';
            out.append(breaks ? ' ' : unit);
        }
        return out.toString();
    }
}
