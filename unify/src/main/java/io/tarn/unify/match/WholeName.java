package io.tarn.unify.match;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The parts of a person's name that stands in one value, folded. */
record WholeName(List<String> first, List<String> last, List<String> others) {
    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "dame",
            "rev",
            "reverend",
            "herr",
            "frau",
            "monsieur",
            "madame",
            "mme",
            "senor",
            "senora",
            "capt",
            "captain",
            "hon",
            "lord",
            "lady");
    private static final Set<String> SUFFIXES =
            Set.of("jr", "sr", "junior", "senior", "ii", "iii", "iv", "esq", "phd", "md");

    /** How patronymics end once they are written in Latin letters. */
    private static final List<String> PATRONYMICS =
            List.of("ovic", "evic", "ovich", "evich", "ovna", "evna", "icna", "ichna", "ivna");

    private static final int PATRONYMIC_MIN = 6;

    /** Family names of two characters. */
    private static final Set<String> COMPOUND = Set.of(
            "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "夏侯", "皇甫", "慕容", "令狐", "尉迟", "公孙", "公孫", "东方", "東方", "南宫", "南宮",
            "端木");

    private static final int CHARACTERS_MAX = 5;

    /** Takes a name apart; a name of which nothing is left has no parts. */
    static WholeName of(String whole) {
        String bare = whole.strip();
        int family = familyCharacters(bare);
        if (family > 0) {
            return new WholeName(
                    List.of(Fold.joined(bare.substring(family))),
                    List.of(Fold.joined(bare.substring(0, family))),
                    List.of());
        }
        List<String> words = plain(whole);
        int comma = whole.indexOf(',');
        List<String> head = comma > 0 ? plain(whole.substring(0, comma)) : List.of();
        if (words.isEmpty()) {
            return new WholeName(List.of(), List.of(), List.of());
        }
        if (words.size() == 1) {
            return new WholeName(words, List.of(), List.of());
        }
        if (head.size() == 1) {
            return new WholeName(words.subList(1, words.size()), head, List.of());
        }
        if (words.getFirst().length() > 2 && words.stream().skip(1).allMatch(word -> word.length() == 1)) {
            // As in "Miller J P": initials stand behind the family name alone.
            return new WholeName(words.subList(1, 2), words.subList(0, 1), words.subList(2, words.size()));
        }
        int patronymic = patronymic(words);
        if (patronymic > 0) {
            boolean isLast = patronymic == words.size() - 1;
            return new WholeName(
                    List.of(words.get(isLast ? patronymic - 1 : 0)),
                    List.of(isLast ? words.getFirst() : words.getLast()),
                    List.of(words.get(patronymic)));
        }
        return new WholeName(words.subList(0, words.size() - 1), List.of(words.getLast()), List.of());
    }

    /** The place of a patronymic in a name of three words, which stands behind the given name; 0 where there is none. */
    private static int patronymic(List<String> words) {
        if (words.size() != 3) {
            return 0;
        }
        for (int place = 2; place >= 1; place--) {
            String word = words.get(place);
            if (word.length() >= PATRONYMIC_MIN && PATRONYMICS.stream().anyMatch(word::endsWith)) {
                return place;
            }
        }
        return 0;
    }

    /** How many characters are the family name where a name is written without spaces, family first; else 0. */
    private static int familyCharacters(String bare) {
        int length = bare.length();
        if (length < 2 || length > CHARACTERS_MAX) {
            return 0;
        }
        boolean han = bare.codePoints().allMatch(point -> UnicodeScript.of(point) == UnicodeScript.HAN || point == '々');
        boolean hangul = bare.codePoints().allMatch(point -> UnicodeScript.of(point) == UnicodeScript.HANGUL);
        if (hangul) {
            return length < CHARACTERS_MAX ? 1 : 0;
        }
        if (!han) {
            return 0;
        }
        return length > 3 || (length == 3 && COMPOUND.contains(bare.substring(0, 2))) ? 2 : 1;
    }

    private static List<String> plain(String whole) {
        List<String> words = new ArrayList<>(Fold.words(whole));
        words.removeIf(word -> TITLES.contains(word) || SUFFIXES.contains(word));
        return words;
    }
}
