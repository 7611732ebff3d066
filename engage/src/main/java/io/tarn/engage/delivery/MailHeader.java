package io.tarn.engage.delivery;

/**
 * A header of a mail.
 *
 * @param value ASCII, folded
 */
record MailHeader(String name, String value) {
    String written() {
        return name + ": " + value + "\r\n";
    }

    /** As DKIM's relaxed form has it, without the end of line. */
    String relaxed() {
        return name.toLowerCase(java.util.Locale.ROOT) + ":"
                + value.replaceAll("\r\n", "").replaceAll("[ \t]+", " ").strip();
    }
}
