package io.tarn.collect.tag;

import java.util.List;
import java.util.Set;

/** The looks of words: names, streets, occupations, sentences. */
final class TextLook {
    private static final Set<String> PARTICLES = Set.of(
            "de", "van", "von", "der", "den", "da", "di", "del", "della", "la", "le", "el", "al", "bin", "ibn", "dos",
            "das", "du", "des", "ter", "ten", "zu", "mac", "st", "st.", "san", "y", "e", "o'");
    private static final int NAME_WORDS_MAX = 5;

    private TextLook() {}

    static void add(String text, String folded, List<String> words, Set<Likeness> looks) {
        if (isLetters(text)) {
            looks.add(Likeness.LETTERS);
            names(folded, words, looks);
        }
        if (ScriptNames.isOther(text)) {
            looks.add(Likeness.OTHER_SCRIPT);
            script(text, words, looks);
        }
        if (words.size() == 1) {
            looks.add(Likeness.ONE_WORD);
        }
        if (words.size() >= 4) {
            looks.add(Likeness.SENTENCE);
        }
        if (isInitial(text)) {
            looks.add(Likeness.INITIAL);
        }
        address(text, words, looks);
        if (isOccupation(folded, words)) {
            looks.add(Likeness.OCCUPATION);
        }
        boolean organization = words.size() > 1 && Vocabulary.of("organization").contains(words.getLast());
        boolean venue = words.size() > 1 && words.stream().anyMatch(Vocabulary.of("venue")::contains);
        if (organization || venue || (words.size() > 1 && words.stream().skip(1).anyMatch(TextLook::isCompanyWord))) {
            looks.add(Likeness.ORGANIZATION);
        }
    }

    private static void script(String text, List<String> words, Set<Likeness> looks) {
        if (ScriptNames.isPerson(text, words)) {
            looks.add(Likeness.PERSON);
        }
        if (ScriptNames.isAddress(text)) {
            looks.add(Likeness.FULL_ADDRESS);
        }
    }

    private static boolean isCompanyWord(String word) {
        return word.length() >= 3 && Vocabulary.of("organization").contains(word);
    }

    private static void names(String folded, List<String> words, Set<Likeness> looks) {
        if (words.size() <= 2 && words.stream().allMatch(TextLook::isFirst)) {
            looks.add(Likeness.FIRST_NAME);
        }
        if (words.size() <= 3 && isSurname(folded, words)) {
            looks.add(Likeness.SURNAME);
        }
        if (words.size() < 2 || words.size() > NAME_WORDS_MAX) {
            return;
        }
        String first = trimSigns(words.getFirst());
        String last = trimSigns(words.getLast());
        boolean straight = isFirst(first)
                && last.length() > 1
                && !Vocabulary.of("organization").contains(last);
        boolean turned = (Vocabulary.isSurname(first) || ScriptNames.isFamily(first)) && isFirst(last);
        boolean titled = Vocabulary.of("title").contains(words.getFirst())
                && words.stream().skip(1).anyMatch(TextLook::isFirst);
        if (straight || turned || titled) {
            looks.add(Likeness.PERSON);
        }
    }

    private static boolean isFirst(String word) {
        return Vocabulary.isFirstName(trimSigns(word));
    }

    private static boolean isSurname(String folded, List<String> words) {
        if (Vocabulary.isSurname(folded) || (words.size() == 1 && ScriptNames.isFamily(folded))) {
            return true;
        }
        return words.size() > 1
                && Vocabulary.isSurname(words.getLast())
                && words.subList(0, words.size() - 1).stream()
                        .allMatch(word -> PARTICLES.contains(word) || Vocabulary.isSurname(word));
    }

    private static String trimSigns(String word) {
        return word.endsWith(",") || word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    }

    private static void address(String text, List<String> words, Set<Likeness> looks) {
        boolean street =
                words.size() > 1 && words.stream().map(TextLook::trimSigns).anyMatch(TextLook::isStreetWord);
        boolean joined = words.stream().anyMatch(TextLook::isStreetJoined);
        boolean digit = text.chars().anyMatch(Character::isDigit);
        boolean unit = words.stream().map(TextLook::trimSigns).anyMatch(Vocabulary.of("unit")::contains)
                || text.toLowerCase(java.util.Locale.ROOT).startsWith("po box")
                || (text.startsWith("#") && digit);
        if ((street || joined) && words.size() <= 12) {
            looks.add(Likeness.STREET);
        }
        if (unit && words.size() <= 8) {
            looks.add(Likeness.UNIT);
        }
        long commas = text.chars()
                .filter(c -> c == ',' || c == ';' || c == '|' || c == '\n')
                .count();
        if (digit && words.size() >= 4 && words.size() <= 25 && (commas >= 2 || (commas >= 1 && endsInPlace(words)))) {
            looks.add(Likeness.FULL_ADDRESS);
        }
    }

    /** Whether a long number, as of a postal code, stands in the later half. */
    private static boolean endsInPlace(List<String> words) {
        return words.stream()
                .skip(Math.max(2, words.size() / 2))
                .anyMatch(word -> word.length() >= 4
                        && word.chars().filter(Character::isDigit).count() >= 4);
    }

    private static boolean isStreetWord(String word) {
        return Vocabulary.of("street").contains(word);
    }

    private static boolean isStreetJoined(String word) {
        String bare = trimSigns(word);
        for (String suffix : Vocabulary.of("street_suffix")) {
            if (bare.length() > suffix.length() + 2 && bare.endsWith(suffix)) {
                return true;
            }
        }
        return word.endsWith("str.");
    }

    private static boolean isOccupation(String folded, List<String> words) {
        Set<String> known = Vocabulary.of("occupation");
        return words.size() <= 6
                && (known.contains(folded) || known.contains(words.getLast()) || known.contains(words.getFirst()));
    }

    private static boolean isInitial(String text) {
        return (text.length() == 1 && Character.isLetter(text.charAt(0)))
                || (text.length() == 2 && Character.isLetter(text.charAt(0)) && text.charAt(1) == '.');
    }

    /** Letters with the signs that names and places hold. */
    private static boolean isLetters(String text) {
        if (text.isEmpty()) {
            return false;
        }
        boolean letter = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                letter = true;
            } else if (" -'.,\u2019`&()/".indexOf(c) < 0
                    && Character.getType(c) != Character.NON_SPACING_MARK
                    && Character.getType(c) != Character.COMBINING_SPACING_MARK) {
                return false;
            }
        }
        return letter;
    }
}
