package io.tarn.collect.tag;

import io.tarn.collect.normalize.Texts;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What words in other scripts than Latin look like: some have no spaces between them, some tell by their ends. */
final class ScriptNames {
    private static final Set<UnicodeScript> SPACELESS =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.THAI);
    private static final int HAN_MAX = 5;
    private static final int HANGUL_MAX = 4;
    private static final int FAMILY_MAX = 3;
    private static final int ADDRESS_MIN = 6;
    private static final int SIGNS_MIN = 2;
    private static final int STEM_MIN = 2;

    private ScriptNames() {}

    /** Whether most letters are of another script than Latin. */
    static boolean isOther(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long latin = text.codePoints()
                .filter(point -> Character.isLetter(point) && UnicodeScript.of(point) == UnicodeScript.LATIN)
                .count();
        return letters > 0 && latin * 2 < letters;
    }

    /** The words of a folded text; each character counts as one in scripts that write no spaces. */
    static int words(List<String> words) {
        int count = 0;
        for (String word : words) {
            boolean spaceless = !word.isEmpty() && SPACELESS.contains(UnicodeScript.of(word.codePointAt(0)));
            count += spaceless ? word.codePointCount(0, word.length()) : 1;
        }
        return count;
    }

    /** Whether it is a whole name of a person, by a family name at its head, or by a patronymic. */
    static boolean isPerson(String text, List<String> words) {
        String bare = text.replace(" ", "").replace("\u3000", "");
        int length = bare.length();
        if (length >= 2 && length <= HAN_MAX && isOf(bare, UnicodeScript.HAN)) {
            Set<String> families = Vocabulary.of("han_surname");
            return IntStream.rangeClosed(1, Math.min(FAMILY_MAX, length))
                    .anyMatch(end -> families.contains(bare.substring(0, end)));
        }
        if (length >= 2 && length <= HANGUL_MAX && isOf(bare, UnicodeScript.HANGUL)) {
            return Vocabulary.of("hangul_surname").contains(Texts.fold(bare.substring(0, 1)));
        }
        return words.size() >= 2
                && words.size() <= 4
                && isOf(words.getFirst(), UnicodeScript.CYRILLIC)
                && (words.stream().skip(1).anyMatch(ScriptNames::isPatronymic)
                        || (isFamily(words.getFirst()) && areInitials(words.subList(1, words.size()))));
    }

    /** Whether a folded word is a family name by its end. */
    static boolean isFamily(String word) {
        return isOf(word, UnicodeScript.CYRILLIC) && endsLike(word, "cyrillic_surname");
    }

    /** Whether it is an address, by the signs that stand behind the names of its parts. */
    static boolean isAddress(String text) {
        boolean digit = text.codePoints().anyMatch(Character::isDigit);
        boolean spaced = has(text, UnicodeScript.HANGUL) || has(text, UnicodeScript.THAI);
        if (text.length() < ADDRESS_MIN || !(has(text, UnicodeScript.HAN) || (spaced && digit))) {
            return false;
        }
        String folded = Texts.fold(text);
        return Vocabulary.of("address_sign").stream()
                        .filter(sign -> folded.indexOf(sign) > 0)
                        .count()
                >= SIGNS_MIN;
    }

    private static boolean isPatronymic(String word) {
        return isOf(word, UnicodeScript.CYRILLIC) && endsLike(word, "cyrillic_patronymic");
    }

    private static boolean areInitials(List<String> words) {
        return words.stream().allMatch(word -> word.replace(".", "").length() <= 2);
    }

    private static boolean endsLike(String word, String kind) {
        return Vocabulary.of(kind).stream()
                .anyMatch(end -> word.length() >= end.length() + STEM_MIN && word.endsWith(end));
    }

    private static boolean has(String text, UnicodeScript script) {
        return text.codePoints().anyMatch(point -> UnicodeScript.of(point) == script);
    }

    private static boolean isOf(String text, UnicodeScript script) {
        return !text.isEmpty()
                && text.codePoints()
                        .allMatch(point -> UnicodeScript.of(point) == script || point == '々' || point == '-');
    }
}
