package io.tarn.collect.normalize;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of plain text: spaces, Unicode forms, case, and folding for comparison. */
public final class Texts {
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    /** A transliterator keeps state of its own, so each thread has one. */
    private static final ThreadLocal<Transliterator> LATIN =
            ThreadLocal.withInitial(() -> Transliterator.getInstance("Any-Latin; Latin-ASCII"));

    private Texts() {}

    /** Words as {@link #fold} leaves them, for looking folded ones up. */
    public static Set<String> folded(String... words) {
        return Arrays.stream(words).map(Texts::fold).collect(Collectors.toUnmodifiableSet());
    }

    /** In Latin letters without accents; a text that holds no other letters stays what it is. */
    public static String latin(String text) {
        return isAscii(fold(text)) ? text : LATIN.get().transliterate(text);
    }

    /** Without white space at the ends, and with one space for each run of white space and control characters. */
    public static String trim(String text) {
        if (isTrim(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                gap = out.length() > 0;
                continue;
            }
            if (gap) {
                out.append(' ');
                gap = false;
            }
            out.append(c);
        }
        return out.toString();
    }

    private static boolean isTrim(String text) {
        boolean gap = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                if (gap || c != ' ') {
                    return false;
                }
                gap = true;
                continue;
            }
            gap = false;
        }
        return !gap || text.isEmpty();
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00a0' || c == '\ufeff' || c == '\u200b' || (c > 127 && isWideSpace(c));
    }

    private static boolean isWideSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    public static String nfkc(String text) {
        return isAscii(text) ? text : NFKC.normalize(text);
    }

    /** Small letters, composed again, so that a second pass changes nothing. */
    public static String lower(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return isAscii(small) ? small : NFC.normalize(small);
    }

    /** Capital letters, composed again, so that a second pass changes nothing. */
    public static String upper(String text) {
        String capital = text.toUpperCase(Locale.ROOT);
        return isAscii(capital) ? capital : NFC.normalize(capital);
    }

    /** Small letters without accents, with "ss" for the sharp s: a form for comparing words, never for keeping. */
    public static String fold(String text) {
        String small = lower(trim(text));
        if (isAscii(small)) {
            return small;
        }
        String parts = NFD.normalize(small);
        StringBuilder out = new StringBuilder(parts.length());
        for (int i = 0; i < parts.length(); i++) {
            char c = parts.charAt(i);
            switch (c) {
                case 'ß' -> out.append("ss");
                case 'ø' -> out.append('o');
                case 'ł' -> out.append('l');
                case 'æ' -> out.append("ae");
                case 'œ' -> out.append("oe");
                case 'đ' -> out.append('d');
                default -> {
                    if (Character.getType(c) != Character.NON_SPACING_MARK) {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is digits alone, and at least one. */
    public static boolean isDigits(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
