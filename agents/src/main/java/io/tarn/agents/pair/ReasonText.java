package io.tarn.agents.pair;

import io.tarn.unify.verdict.PairQuestion;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A model's reason as it may be kept and shown: one line of a bounded length, with a mark in the place of each word that
 * a value of the records holds. So a reason shows nobody more than its reader may see.
 */
final class ReasonText {
    private static final int LENGTH_MAX = 300;
    private static final int WORD_MIN = 3;
    private static final String HIDDEN = "•••";
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+|\\d+");
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\s]+");

    private ReasonText() {}

    static String of(String reason, PairQuestion pair) {
        Set<String> words = new HashSet<>();
        Stream.concat(pair.left().values().stream(), pair.right().values().stream())
                .forEach(value -> WORD.matcher(value)
                        .results()
                        .map(MatchResult::group)
                        .map(ReasonText::folded)
                        .forEach(words::add));
        String line = NOT_SHOWN.matcher(reason).replaceAll(" ").strip();
        String hidden = WORD.matcher(line).replaceAll(match -> isTold(match.group(), words) ? HIDDEN : match.group());
        int points = hidden.codePointCount(0, hidden.length());
        return points <= LENGTH_MAX ? hidden : hidden.substring(0, hidden.offsetByCodePoints(0, LENGTH_MAX)) + "…";
    }

    /** Every number is: a birth date may be told in another order. */
    private static boolean isTold(String word, Set<String> words) {
        return Character.isDigit(word.codePointAt(0))
                ? word.length() > 1
                : word.length() >= WORD_MIN && words.contains(folded(word));
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
