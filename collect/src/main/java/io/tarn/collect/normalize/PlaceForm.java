package io.tarn.collect.normalize;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The forms of places: ISO codes of countries, short codes of states, postal codes. */
public final class PlaceForm {
    private static final List<String> LANGUAGES = List.of(
            "en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "tr", "ro", "hu", "ru", "ja",
            "zh");
    private static final Map<String, String> COUNTRIES = countries();
    private static final Set<String> CODES = Set.of(Locale.getISOCountries());
    /** Country, then code or name, to code. */
    private static final Map<String, Map<String, String>> REGIONS = regions();

    private PlaceForm() {}

    /** The ISO 3166 alpha-2 code of a country's name or code, or empty. */
    public static Optional<String> country(String text) {
        String word = Texts.fold(text);
        if (word.length() == 2 && CODES.contains(word.toUpperCase(Locale.ROOT))) {
            return Optional.of(word.toUpperCase(Locale.ROOT));
        }
        return Optional.ofNullable(COUNTRIES.get(word));
    }

    /** Whether a text names a country, rather than giving its code. */
    public static boolean isCountryName(String text) {
        String word = Texts.fold(text);
        return word.length() > 3 && COUNTRIES.containsKey(word);
    }

    /** The short code of a state of the country, of any country when none is given; empty when it is none. */
    public static Optional<String> region(String text, @Nullable String country) {
        String word = Texts.fold(text);
        if (country != null) {
            return Optional.ofNullable(REGIONS.getOrDefault(country, Map.of()).get(word));
        }
        for (Map<String, String> states : REGIONS.values()) {
            String code = states.get(word);
            if (code != null) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** The countries whose states are known. */
    public static Set<String> countriesWithRegions() {
        return new HashSet<>(REGIONS.keySet());
    }

    /** A postal code in capitals, with the space that Britain, Canada and the Netherlands put in theirs. */
    public static String postcode(String text) {
        String code = Texts.upper(Texts.trim(text));
        if (code.endsWith(".0") && Texts.isDigits(code.substring(0, code.length() - 2))) {
            return code.substring(0, code.length() - 2);
        }
        String shape = shape(code.replace(" ", ""));
        String joined = code.replace(" ", "");
        return switch (shape) {
            case "A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA" ->
                joined.substring(0, joined.length() - 3) + " " + joined.substring(joined.length() - 3);
            case "A9A9A9" -> joined.substring(0, 3) + " " + joined.substring(3);
            case "9999AA" -> joined.substring(0, 4) + " " + joined.substring(4);
            default -> code;
        };
    }

    /** A text with 9 for each digit and A for each letter. */
    public static String shape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isDigit(c) ? '9' : Character.isLetter(c) ? 'A' : c);
        }
        return out.toString();
    }

    private static Map<String, String> countries() {
        Map<String, String> names = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            ULocale country = new ULocale("und", code);
            for (String language : LANGUAGES) {
                names.putIfAbsent(Texts.fold(country.getDisplayCountry(new ULocale(language))), code);
            }
            try {
                names.putIfAbsent(country.getISO3Country().toLowerCase(Locale.ROOT), code);
            } catch (MissingResourceException e) {
                // A country without a code of three letters is known by its names alone.
            }
        }
        String[][] aliases = {
            {"uk", "GB"},
            {"u.k.", "GB"},
            {"great britain", "GB"},
            {"england", "GB"},
            {"scotland", "GB"},
            {"wales", "GB"},
            {"northern ireland", "GB"},
            {"britain", "GB"},
            {"us", "US"},
            {"u.s.", "US"},
            {"u.s.a.", "US"},
            {"united states of america", "US"},
            {"america", "US"},
            {"eire", "IE"},
            {"republic of ireland", "IE"},
            {"rsa", "ZA"},
            {"holland", "NL"},
            {"the netherlands", "NL"},
            {"czech republic", "CZ"},
            {"south korea", "KR"},
            {"korea", "KR"},
            {"russia", "RU"},
            {"uae", "AE"},
            {"channel islands", "JE"},
            {"hong kong", "HK"},
            {"macau", "MO"},
            {"taiwan", "TW"},
            {"vietnam", "VN"},
            {"iran", "IR"},
            {"syria", "SY"},
            {"bolivia", "BO"},
            {"venezuela", "VE"},
            {"tanzania", "TZ"},
            {"moldova", "MD"},
            {"macedonia", "MK"},
            {"brd", "DE"},
            {"ivory coast", "CI"},
            {"turkey", "TR"}
        };
        for (String[] alias : aliases) {
            names.put(alias[0], alias[1]);
        }
        names.remove("");
        return Map.copyOf(names);
    }

    private static Map<String, Map<String, String>> regions() {
        Map<String, Map<String, String>> regions = new java.util.LinkedHashMap<>();
        for (String line : WordLists.lines(PlaceForm.class, "regions.txt")) {
            int colon = line.indexOf(':');
            String country = line.substring(0, 2);
            String code = line.substring(3, colon).trim();
            Map<String, String> states = regions.computeIfAbsent(country, _ -> new HashMap<>());
            for (String name : line.substring(colon + 1).split(",", -1)) {
                String word = name.trim();
                states.put(Texts.fold(word), code.equals("-") ? word : code);
            }
            if (!code.equals("-")) {
                states.putIfAbsent(Texts.fold(code), code);
            }
        }
        return regions;
    }
}
