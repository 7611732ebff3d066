package io.tarn.collect.normalize;

import io.tarn.model.policy.NormalizationRule.DecimalMark;
import java.math.BigDecimal;
import java.util.Optional;

/** The form of numbers: digits, a point before decimals, a minus before what is negative. */
public final class NumberForm {
    private static final int DIGITS_MAX = 38;
    private static final int EXPONENT_MAX = 40;

    private NumberForm() {}

    /** The number in its form; signs and codes of currency are left out. Empty when it is none. */
    public static Optional<String> of(String text, DecimalMark mark) {
        Optional<String> plain = plain(text, mark);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(plain.get());
            if (Math.abs((long) number.scale()) > EXPONENT_MAX || number.precision() > DIGITS_MAX) {
                return Optional.empty();
            }
            // Three decimals would be read as thousands by a second pass.
            BigDecimal safe = mark == DecimalMark.COMMA && number.scale() == 3 ? number.setScale(4) : number;
            return Optional.of(safe.toPlainString());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> plain(String text, DecimalMark mark) {
        String body = Texts.trim(text);
        boolean negative = (body.startsWith("(") && body.endsWith(")")) || body.startsWith("-") || body.endsWith("-");
        body = unsigned(body);
        if (body.isEmpty() || !Character.isDigit(body.charAt(body.length() - 1))) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder(body.length() + 1);
        if (negative) {
            out.append('-');
        }
        char decimal = decimalSign(body, mark);
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (Character.isDigit(c) && c <= '9') {
                out.append(c);
            } else if (c == decimal) {
                out.append('.');
            } else if (isExponent(body, i)) {
                return exponent(body, out);
            } else if (" ,.'\u2019\u00a0\u202f_".indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(out.toString());
    }

    private static boolean isExponent(String body, int at) {
        return (body.charAt(at) == 'e' || body.charAt(at) == 'E') && at > 0;
    }

    private static Optional<String> exponent(String body, StringBuilder sign) {
        return body.length() > DIGITS_MAX
                ? Optional.empty()
                : Optional.of(sign.toString().startsWith("-") ? "-" + body : body);
    }

    /** Without brackets, a sign, and letters or signs of currency at the ends. */
    private static String unsigned(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && !isBody(text.charAt(start))) {
            if (Character.isLetter(text.charAt(start)) && start >= 4) {
                return "";
            }
            start++;
        }
        int cut = 0;
        while (end > start && !isBody(text.charAt(end - 1))) {
            if (text.charAt(end - 1) == '%' || ++cut > 5) {
                return "";
            }
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBody(char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == ',';
    }

    /** The sign that stands before decimals in this text. */
    private static char decimalSign(String text, DecimalMark mark) {
        int point = text.lastIndexOf('.');
        int comma = text.lastIndexOf(',');
        if (point >= 0 && comma >= 0) {
            return point > comma ? '.' : ',';
        }
        char own = mark == DecimalMark.COMMA ? ',' : '.';
        char other = own == ',' ? '.' : ',';
        if (text.indexOf(own) >= 0) {
            return text.indexOf(own) == text.lastIndexOf(own) ? own : ' ';
        }
        int at = text.indexOf(other);
        if (at < 0 || at != text.lastIndexOf(other)) {
            return ' ';
        }
        boolean thousands = text.length() - at - 1 == 3 && at >= 1 && at <= 3;
        return thousands ? ' ' : other;
    }
}
