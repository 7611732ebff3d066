package io.tarn.connectors.csv;

/**
 * How a delimited text is written, once it is UTF-8.
 *
 * @param delimiter an ASCII character, or {@link #BLANKS} for any run of blanks
 * @param quote an ASCII character, or {@link #NONE}
 * @param backslash whether a quote inside quotes is written {@code \"} rather than doubled
 * @param lineEnd {@code \n}, which takes {@code \r\n} too, or {@code \r}
 */
public record CsvForm(byte delimiter, byte quote, boolean backslash, byte lineEnd) {
    /** Fields stand apart by runs of blanks, as in tables laid out for the eye. */
    static final byte BLANKS = ' ';

    /** No character quotes. */
    static final byte NONE = 0;

    String describe() {
        String separated = switch (delimiter) {
            case BLANKS -> "blanks";
            case '\t' -> "tab";
            default -> "'" + (char) delimiter + "'";
        };
        return "delimiter " + separated + (quote == '"' || quote == NONE ? "" : ", quote " + (char) quote)
                + (backslash ? ", backslash escapes" : "");
    }
}
