package io.tarn.collect.normalize;

import java.util.Locale;
import java.util.Set;

/** The form of persons' names: given name first, titles apart, the case of letters as it was. */
public final class NameForm {
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
            "lady",
            "lord",
            "rev",
            "reverend",
            "rt",
            "hon",
            "honourable",
            "herr",
            "frau",
            "hr",
            "mme",
            "mlle",
            "monsieur",
            "madame",
            "señor",
            "señora",
            "sr",
            "sra",
            "srta",
            "dott",
            "capt",
            "captain",
            "sgt",
            "maj",
            "ven",
            "dipl-ing",
            "dipl",
            "ing",
            "med",
            "mag",
            "dhr",
            "mevr");
    private static final Set<String> NAMES_TOO = Set.of("ing", "med", "mag", "maj", "hon", "rt", "ven", "sr", "hr");
    private static final Set<String> SUFFIXES =
            Set.of("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mba", "dds", "cpa", "qc", "obe", "mbe", "cbe");

    private NameForm() {}

    /** The name without its titles, "Last, First" turned. */
    public static String name(String text) {
        String turned = turned(text);
        return turned.substring(titleEnd(turned));
    }

    /** The titles before the name, empty when there are none. */
    public static String title(String text) {
        String turned = turned(text);
        return turned.substring(0, titleEnd(turned)).trim();
    }

    private static String turned(String text) {
        int comma = text.indexOf(',');
        if (comma < 0 || text.indexOf(',', comma + 1) >= 0) {
            return text;
        }
        String last = text.substring(0, comma).trim();
        String first = text.substring(comma + 1).trim();
        if (last.isEmpty() || first.isEmpty() || SUFFIXES.contains(bare(first))) {
            return text;
        }
        return first + " " + last;
    }

    /** Where the name begins after its titles; at least one word is left to it. */
    private static int titleEnd(String text) {
        int start = 0;
        while (true) {
            int space = text.indexOf(' ', start);
            if (space < 0 || space == text.length() - 1) {
                return start;
            }
            String word = text.substring(start, space);
            String bare = bare(word);
            boolean dotted = word.endsWith(".");
            if (!TITLES.contains(bare) || (NAMES_TOO.contains(bare) && !dotted)) {
                return start;
            }
            start = space + 1;
        }
    }

    private static String bare(String word) {
        StringBuilder out = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != '.') {
                out.append(word.charAt(i));
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
