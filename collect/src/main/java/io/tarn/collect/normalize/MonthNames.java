package io.tarn.collect.normalize;

import com.ibm.icu.text.DateFormatSymbols;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names of months and days of the week in the common languages, folded. */
final class MonthNames {
    private static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "tr", "ro", "hu");
    private static final Map<String, Integer> MONTHS = new HashMap<>();
    private static final Set<String> IGNORED =
            new HashSet<>(List.of("st", "nd", "rd", "th", "de", "of", "den", "le", "the", "del", "er"));

    static {
        for (String language : LANGUAGES) {
            DateFormatSymbols symbols = DateFormatSymbols.getInstance(Locale.forLanguageTag(language));
            for (int context : new int[] {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE}) {
                for (int width : new int[] {DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED}) {
                    String[] months = symbols.getMonths(context, width);
                    for (int i = 0; i < 12; i++) {
                        MONTHS.putIfAbsent(letters(months[i]), i + 1);
                    }
                    for (String day : symbols.getWeekdays(context, width)) {
                        IGNORED.add(letters(day));
                    }
                }
            }
        }
        MONTHS.put("sept", 9);
        MONTHS.put("maerz", 3);
        MONTHS.remove("");
        IGNORED.remove("");
        IGNORED.removeAll(MONTHS.keySet());
    }

    private MonthNames() {}

    /** The month of a word, or 0. */
    static int month(String word) {
        return MONTHS.getOrDefault(letters(word), 0);
    }

    /** Whether a word may stand in a date without a meaning for it. */
    static boolean isIgnored(String word) {
        return IGNORED.contains(letters(word));
    }

    private static String letters(String text) {
        StringBuilder out = new StringBuilder();
        String folded = Texts.fold(text);
        for (int i = 0; i < folded.length(); i++) {
            if (Character.isLetter(folded.charAt(i))) {
                out.append(folded.charAt(i));
            }
        }
        return out.toString();
    }
}
