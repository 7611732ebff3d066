package io.tarn.collect.tag;

import io.tarn.collect.normalize.PlaceForm;
import io.tarn.collect.normalize.Texts;
import java.util.Set;
import org.apache.commons.validator.routines.DomainValidator;
import org.jspecify.annotations.Nullable;

/** The looks of codes: ids, hashes, hardware addresses, house numbers. */
final class CodeLook {
    private static final Set<String> HOUSE_NUMBERS = Set.of(
            "9", "99", "999", "9999", "9A", "99A", "999A", "9-9", "9-99", "99-99", "9/9", "9/99", "99/9", "99/99",
            "999-999", "9 A", "99 A", "99/999", "9.0", "99.0", "999.0", "9999.0", "999/9", "99A-99A");

    private CodeLook() {}

    static boolean isUuid(String text) {
        if (text.length() != 36 || text.charAt(8) != '-' || text.charAt(13) != '-') {
            return false;
        }
        return text.replace("-", "").length() == 32 && isHexDigits(text.replace("-", ""));
    }

    /** At least eight hexadecimal digits, with letters among them in one case. */
    static boolean isHex(String text) {
        return text.length() >= 8 && text.length() % 2 == 0 && isHexDigits(text);
    }

    private static boolean isHexDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    static boolean isMac(String text) {
        return text.length() == 17
                && (text.charAt(2) == ':' || text.charAt(2) == '-')
                && isHexDigits(text.replace(":", "").replace("-", ""))
                && text.replace(":", "").replace("-", "").length() == 12;
    }

    /** Two long numbers with a point between, as web analytics writes a browser's id. */
    static boolean isClientId(String text) {
        int point = text.indexOf('.');
        return point >= 7
                && text.length() - point >= 10
                && Texts.isDigits(text.substring(0, point))
                && Texts.isDigits(text.substring(point + 1));
    }

    static boolean isHouseNumber(String text) {
        return text.length() <= 8 && HOUSE_NUMBERS.contains(PlaceForm.shape(text));
    }

    static boolean isDomain(String text) {
        int slash = text.indexOf('/');
        String domain = slash < 0 ? text : text.substring(0, slash);
        return domain.chars().anyMatch(Character::isLetter)
                && DomainValidator.getInstance().isValid(domain);
    }

    /** A text without spaces that holds digits, and is no plain number with decimals. */
    static boolean isCode(String text, @Nullable NumberLook number) {
        if (text.indexOf(' ') >= 0 || text.indexOf('@') >= 0 || text.length() < 2 || text.length() > 80) {
            return false;
        }
        if (number != null) {
            return number.whole() && !number.signed();
        }
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                digit = true;
            } else if (!Character.isLetter(c) && "-_/.:#|+=".indexOf(c) < 0) {
                return false;
            }
        }
        return digit || isOpaque(text);
    }

    /** Letters in mixed case within a word, as in opaque tokens. */
    private static boolean isOpaque(String text) {
        int turns = 0;
        for (int i = 1; i < text.length(); i++) {
            if (Character.isLowerCase(text.charAt(i - 1)) && Character.isUpperCase(text.charAt(i))) {
                turns++;
            }
        }
        return turns >= 3;
    }
}
