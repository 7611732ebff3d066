package io.tarn.collect.normalize;

import java.util.Optional;
import org.apache.commons.validator.routines.EmailValidator;

/** The form of e-mail addresses: small letters, without "mailto:" or a display name. */
public final class EmailForm {
    private static final EmailValidator SYNTAX = EmailValidator.getInstance();

    private EmailForm() {}

    /**
     * The address in its form, or empty when it cannot be one.
     *
     * <p>The top-level domain is not judged: a mistyped {@code .con} still says more about a person than nothing.
     */
    public static Optional<String> of(String text) {
        String address = bare(Texts.lower(Texts.trim(text)));
        int at = address.lastIndexOf('@');
        int dot = address.lastIndexOf('.');
        if (at < 1 || dot < at + 2 || dot > address.length() - 3) {
            return Optional.empty();
        }
        if (isPlain(address, at, dot) || SYNTAX.isValid(address.substring(0, dot) + ".com")) {
            return Optional.of(address);
        }
        return Optional.empty();
    }

    private static String bare(String address) {
        String text = address;
        int open = text.lastIndexOf('<');
        if (open >= 0 && text.endsWith(">")) {
            text = text.substring(open + 1, text.length() - 1);
        }
        while (text.startsWith("mailto:")) {
            text = text.substring("mailto:".length());
        }
        return Texts.trim(text);
    }

    /** Whether the commonest shape alone settles it: letters, digits, single inner dots, dashes and underscores. */
    private static boolean isPlain(String text, int at, int dot) {
        if (text.length() > 254 || at > 64) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && i < dot);
            boolean inner = (c == '.' || (c == '_' && i < at) || (c == '-' && i < dot)) && isWord(before);
            boolean turn = i == at && isWord(before);
            if (!word && !inner && !turn) {
                return false;
            }
            before = c;
        }
        return true;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
