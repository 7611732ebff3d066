package io.tarn.collect.tag;

import io.tarn.collect.normalize.Texts;
import io.tarn.model.policy.SemanticTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the words of a column that stand for a missing value. */
final class NullWords {
    private static final int WORDS_MAX = 30;
    private static final double NAME_SHARE_MIN = 0.002;
    /** Words that may also be somebody's name. */
    private static final Set<String> NAMES = Set.of("na", "nan", "nil", "null", "none", "nat", "test", "unknown");

    private static final Set<String> ALWAYS = Set.of(
            "n/a",
            "n.a.",
            "#n/a",
            "null",
            "nan",
            "-",
            "--",
            "---",
            "(null)",
            "(none)",
            "(blank)",
            "<null>",
            "\\n",
            "undefined",
            ".",
            "?",
            "??",
            "k.a.",
            "keine angabe");

    private NullWords() {}

    /** The words, as they stand there, in their order. */
    static List<String> of(ColumnSample column, SemanticTag tag) {
        Map<String, Long> found = new TreeMap<>();
        long filled = 0;
        for (String value : column.values()) {
            if (value == null || value.isBlank()) {
                continue;
            }
            filled++;
            String word = Texts.lower(Texts.trim(Texts.nfkc(value)));
            if (word.length() <= 24 && Vocabulary.of("nulls").contains(Texts.fold(word))) {
                found.merge(word, 1L, Long::sum);
            }
        }
        List<String> words = new ArrayList<>();
        long total = filled;
        found.forEach((word, times) -> {
            if (words.size() < WORDS_MAX && applies(word, times, total, tag)) {
                words.add(word);
            }
        });
        return words;
    }

    private static boolean applies(String word, long times, long filled, SemanticTag tag) {
        boolean digits =
                word.chars().noneMatch(Character::isLetter) && word.chars().anyMatch(Character::isDigit);
        return switch (tag) {
            case RECORD_KEY, REFERENCE, FLAG, CONSENT -> ALWAYS.contains(word);
            case FREE_TEXT, CATEGORY, SOURCE -> ALWAYS.contains(word);
            case COUNTRY, REGION -> !word.equals("na") && !digits;
            case AMOUNT, QUANTITY, COUNT, AGE, LATITUDE, LONGITUDE -> !digits;
            case FIRST_NAME, LAST_NAME, MIDDLE_NAME, FULL_NAME ->
                !NAMES.contains(word) || (times >= 3 && times >= filled * NAME_SHARE_MIN);
            case HOUSE_NUMBER, UNIT, POSTCODE -> !digits || word.length() >= 8;
            default -> true;
        };
    }
}
