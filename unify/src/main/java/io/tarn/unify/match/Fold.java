package io.tarn.unify.match;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds text for comparison: Latin letters without accents, lower case, everything that is neither letter nor digit a
 * break between words.
 */
final class Fold {
    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCCasefoldInstance();

    /** A transliterator keeps state of its own, so each thread has one. */
    private static final ThreadLocal<Transliterator> LATIN =
            ThreadLocal.withInitial(() -> Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower"));

    private Fold() {}

    /** The folded text with single spaces between words; empty when no letter or digit is left. */
    static String text(String raw) {
        String latin = isPlain(raw) ? raw : LATIN.get().transliterate(COMPATIBLE.normalize(raw));
        StringBuilder folded = new StringBuilder(latin.length());
        boolean gap = false;
        for (int i = 0; i < latin.length(); ) {
            int point = latin.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                if (gap && !folded.isEmpty()) {
                    folded.append(' ');
                }
                gap = false;
                folded.appendCodePoint(Character.toLowerCase(point));
            } else if (point != '\'' && point != '\u2019' && point != '`') {
                gap = true;
            }
        }
        return folded.toString();
    }

    /** The folded text without any break. */
    static String joined(String raw) {
        return text(raw).replace(" ", "");
    }

    /** The digits alone. */
    static String digits(String raw) {
        StringBuilder digits = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); ) {
            int point = raw.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isDigit(point)) {
                digits.append(Character.digit(point, 10));
            }
        }
        return digits.toString();
    }

    static List<String> words(String raw) {
        String folded = text(raw);
        List<String> words = new ArrayList<>(4);
        int start = 0;
        while (start < folded.length()) {
            int end = folded.indexOf(' ', start);
            end = end < 0 ? folded.length() : end;
            words.add(folded.substring(start, end));
            start = end + 1;
        }
        return words;
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
