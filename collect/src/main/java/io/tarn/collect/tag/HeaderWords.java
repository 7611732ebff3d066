package io.tarn.collect.tag;

import io.tarn.collect.normalize.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of a header: split at signs, at capitals inside, at digits and where Chinese characters begin or end, small,
 * without accents.
 */
final class HeaderWords {
    private static final int WORD_MIN = 2;
    private static final Set<String> SHORT = Set.of("id", "no", "nr", "ip", "at", "on", "of", "dt");

    private HeaderWords() {}

    /** Splits a header; a run of small letters is split further where known words make it up. */
    static List<String> of(String header, Set<String> known) {
        List<String> words = new ArrayList<>();
        for (String word : split(header)) {
            String folded = Texts.fold(word);
            if (folded.isEmpty()) {
                continue;
            }
            if (known.contains(folded) || folded.length() <= 3 || Texts.isDigits(folded)) {
                words.add(folded);
            } else {
                words.addAll(segments(folded, known));
            }
        }
        return words;
    }

    /** The words of a phrase, none of which is split further. */
    static List<String> ofPhrase(String phrase) {
        return split(phrase).stream()
                .map(Texts::fold)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> split(String header) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            boolean sign = !Character.isLetterOrDigit(c)
                    && Character.getType(c) != Character.NON_SPACING_MARK
                    && Character.getType(c) != Character.COMBINING_SPACING_MARK;
            if (sign || (word.length() > 0 && startsWord(header, i))) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (!sign) {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }

    private static boolean startsWord(String header, int i) {
        char before = header.charAt(i - 1);
        char c = header.charAt(i);
        if (Character.isDigit(before) != Character.isDigit(c)
                || Character.isIdeographic(before) != Character.isIdeographic(c)) {
            return true;
        }
        if (!Character.isUpperCase(c)) {
            return false;
        }
        boolean nextIsSmall = i + 1 < header.length() && Character.isLowerCase(header.charAt(i + 1));
        return Character.isLowerCase(before) || (Character.isUpperCase(before) && nextIsSmall && !isPlural(header, i));
    }

    /** The s of "IDs" starts no word. */
    private static boolean isPlural(String header, int i) {
        return header.charAt(i + 1) == 's' && i + 2 == header.length();
    }

    /** The fewest known words that make up the text; the text itself when there are none. */
    private static List<String> segments(String text, Set<String> known) {
        int length = text.length();
        int[] cost = new int[length + 1];
        int[] from = new int[length + 1];
        java.util.Arrays.fill(cost, Integer.MAX_VALUE);
        cost[0] = 0;
        for (int end = 1; end <= length; end++) {
            for (int start = Math.max(0, end - 24); start <= end - WORD_MIN; start++) {
                if (cost[start] == Integer.MAX_VALUE || cost[start] >= 4) {
                    continue;
                }
                String word = text.substring(start, end);
                if (cost[start] + 1 < cost[end] && isPiece(word, known)) {
                    cost[end] = cost[start] + 1;
                    from[end] = start;
                }
            }
        }
        if (cost[length] == Integer.MAX_VALUE) {
            boolean plural = text.endsWith("s") && known.contains(text.substring(0, length - 1));
            return List.of(plural ? text.substring(0, length - 1) : text);
        }
        List<String> words = new ArrayList<>();
        for (int end = length; end > 0; end = from[end]) {
            words.addFirst(text.substring(from[end], end));
        }
        return words;
    }

    private static boolean isPiece(String word, Set<String> known) {
        return (word.length() >= 3 || Character.isIdeographic(word.charAt(0)))
                ? known.contains(word)
                : SHORT.contains(word);
    }
}
