package io.tarn.unify.match;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

    /** How patronymics end. */
    private static final List<String> PATRONYMICS =
            List.of("ович", "евич", "ьич", "овна", "евна", "ична", "івна", "ївна");

    /** Family names of two characters. */
    private static final Set<String> COMPOUND = Set.of(
            "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "夏侯", "皇甫", "慕容", "令狐", "尉迟", "公孙", "公孫", "东方", "東方", "南宫", "南宮",
            "端木");

    private static final int CHARACTERS_MAX = 5;

    private static final Set<UnicodeScript> EASTERN =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    /** Takes a name apart; a name of which nothing is left has no parts. */
    static WholeName of(String whole) {
        List<String> eastern = eastern(whole.strip()).stream().map(Fold::joined).toList();
        // Of a sign that stands alone nothing may be left.
        if (!eastern.isEmpty() && !eastern.contains("")) {
            return new WholeName(List.of(eastern.getLast()), List.of(eastern.getFirst()), List.of());
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
        boolean cyrillic = isCyrillic(whole);
        if (areInitials(words.subList(1, words.size()), cyrillic ? 1 : 2)
                && words.getFirst().length() > 2) {
            // As in "Miller J P": initials stand behind the family name alone.
            return new WholeName(words.subList(1, 2), words.subList(0, 1), words.subList(2, words.size()));
        }
        int patronymic = cyrillic && words.size() == 3 ? patronymic(whole) : 0;
        if (patronymic > 0) {
            boolean isLast = patronymic == words.size() - 1;
            return new WholeName(
                    List.of(words.get(isLast ? patronymic - 1 : 0)),
                    List.of(isLast ? words.getFirst() : words.getLast()),
                    List.of(words.get(patronymic)));
        }
        return new WholeName(words.subList(0, words.size() - 1), List.of(words.getLast()), List.of());
    }

    private static boolean areInitials(List<String> words, int least) {
        return words.size() >= least && words.stream().allMatch(word -> word.length() == 1);
    }

    /** The place of a patronymic in a name of three words, which stands behind the given name; 0 where there is none. */
    private static int patronymic(String whole) {
        String[] raw = whole.strip().toLowerCase(Locale.ROOT).split("[\\s,]+", -1);
        for (int place = 2; place >= 1 && raw.length == 3; place--) {
            if (PATRONYMICS.stream().anyMatch(raw[place]::endsWith)) {
                return place;
            }
        }
        return 0;
    }

    /** The family name and the given name behind it, as they write in China, Japan and Korea; empty elsewhere. */
    private static List<String> eastern(String bare) {
        if (bare.length() < 2 || !EASTERN.contains(UnicodeScript.of(bare.codePointAt(0)))) {
            return List.of();
        }
        List<String> parts = List.of(bare.split("[\\s\u3000]+", -1));
        if (parts.size() == 2) {
            boolean known = parts.stream().allMatch(part -> EASTERN.stream().anyMatch(script -> isOf(part, script)));
            return known ? parts : List.of();
        }
        int length = bare.codePointCount(0, bare.length());
        if (length < 2
                || length > CHARACTERS_MAX
                || !(isOf(bare, UnicodeScript.HAN) || isOf(bare, UnicodeScript.HANGUL))) {
            return List.of();
        }
        boolean two = length > 3 || COMPOUND.contains(bare.substring(0, 2));
        boolean isShort = length == 2 || isOf(bare, UnicodeScript.HANGUL);
        int end = bare.offsetByCodePoints(0, two && !isShort ? 2 : 1);
        return List.of(bare.substring(0, end), bare.substring(end));
    }

    /** Whether it is letters of a script alone, or signs that repeat or prolong one. */
    private static boolean isOf(String text, UnicodeScript script) {
        return !text.isEmpty()
                && text.codePoints()
                        .allMatch(point -> point == '々'
                                || point == 'ー'
                                || (Character.isLetter(point) && UnicodeScript.of(point) == script));
    }

    private static boolean isCyrillic(String text) {
        return text.codePoints().anyMatch(Character::isLetter)
                && text.codePoints()
                        .filter(Character::isLetter)
                        .allMatch(point -> UnicodeScript.of(point) == UnicodeScript.CYRILLIC);
    }

    private static List<String> plain(String whole) {
        List<String> words = Fold.words(whole);
        words.removeIf(word -> TITLES.contains(word) || SUFFIXES.contains(word));
        return words;
    }
}
