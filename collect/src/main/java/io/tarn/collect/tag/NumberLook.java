package io.tarn.collect.tag;

import org.jspecify.annotations.Nullable;

/**
 * How a number is written, without its value.
 *
 * @param whole whether nothing but zeros stands behind the decimal sign
 * @param decimals digits behind the decimal sign
 * @param signed whether a sign of currency stands at an end
 * @param comma whether the decimal sign is a comma
 */
record NumberLook(double value, boolean whole, int decimals, boolean signed, boolean comma) {
    private static final int LENGTH_MAX = 40;

    /** Reads a number, or null: groups of thousands must be groups of three, and a leading nought makes it a code. */
    static @Nullable NumberLook of(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            return null;
        }
        boolean negative = text.charAt(0) == '-' || (text.charAt(0) == '(' && text.endsWith(")"));
        String body = text.charAt(0) == '(' && negative ? text.substring(1, text.length() - 1) : text;
        body = body.startsWith("-") || body.startsWith("+") ? body.substring(1) : body;
        String bare = withoutCurrency(body.trim());
        boolean signed = bare.length() < body.trim().length();
        if (bare.startsWith("-")) {
            negative = true;
            bare = bare.substring(1);
        }
        return bare.isEmpty() ? null : plain(bare.trim(), negative, signed);
    }

    private static String withoutCurrency(String text) {
        for (String sign : Vocabulary.of("currency_sign")) {
            int length = sign.length();
            if (text.regionMatches(true, 0, sign, 0, length)) {
                return text.substring(length).trim();
            }
            if (text.regionMatches(true, text.length() - length, sign, 0, length)) {
                return text.substring(0, text.length() - length).trim();
            }
        }
        if (text.length() > 4) {
            String start = text.substring(0, 3);
            String end = text.substring(text.length() - 3);
            if (isUpper(start) && Vocabulary.isCurrency(start)) {
                return text.substring(3).trim();
            }
            if (isUpper(end) && Vocabulary.isCurrency(end)) {
                return text.substring(0, text.length() - 3).trim();
            }
        }
        return text;
    }

    private static boolean isUpper(String text) {
        return text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static @Nullable NumberLook plain(String body, boolean negative, boolean signed) {
        int last = -1;
        int separators = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '.' || c == ',' || c == '\'' || c == ' ') {
                last = i;
                separators++;
            } else if (c < '0' || c > '9') {
                return scientific(body, signed);
            }
        }
        char sign = last < 0 ? '.' : body.charAt(last);
        boolean first = last >= 0 && body.indexOf(sign) == last;
        int after = body.length() - last - 1;
        boolean thousands = separators > 0
                && after == 3
                && (sign != '.' || separators > 1)
                && last <= 3 * separators + separators - 1;
        boolean decimal = separators > 0 && first && !thousands && (sign == '.' || sign == ',');
        String head = decimal ? body.substring(0, last) : body;
        if (!grouped(head) || (head.length() > 1 && head.charAt(0) == '0' && separators == (decimal ? 1 : 0))) {
            return null;
        }
        String tail = decimal ? body.substring(last + 1) : "";
        boolean whole = tail.chars().allMatch(c -> c == '0');
        double value = Double.parseDouble((negative ? "-" : "") + "0" + digits(head) + "." + tail + "0");
        return new NumberLook(value, whole, tail.length(), signed, decimal && sign == ',');
    }

    private static boolean grouped(String head) {
        String[] groups = head.split("[.,' ]", -1);
        for (int i = 1; i < groups.length; i++) {
            if (groups[i].length() != 3) {
                return false;
            }
        }
        return groups.length == 1 ? true : !groups[0].isEmpty() && groups[0].length() <= 3;
    }

    private static String digits(String head) {
        return head.replace(".", "").replace(",", "").replace("'", "").replace(" ", "");
    }

    private static @Nullable NumberLook scientific(String body, boolean signed) {
        int e = Math.max(body.indexOf('e'), body.indexOf('E'));
        if (e < 1 || !Character.isDigit(body.charAt(e - 1)) || body.length() - e > 5) {
            return null;
        }
        try {
            double value = Double.parseDouble(body);
            return Double.isFinite(value) ? new NumberLook(value, false, 6, signed, false) : null;
        } catch (NumberFormatException notOne) {
            return null;
        }
    }
}
