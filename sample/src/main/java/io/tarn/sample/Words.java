package io.tarn.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;

/** The words that made-up data is made of: common ones from {@code words.txt}, rarer ones from the Datafaker library. */
final class Words {

    private final Map<String, List<String>> sections;
    private final Map<String, List<String>> nicknames = new HashMap<>();
    private final Map<String, List<Town>> towns = new HashMap<>();

    private Words(Map<String, List<String>> sections) {
        this.sections = sections;
        for (String pair : section("nickname")) {
            String[] parts = pair.split("=", -1);
            nicknames.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        for (Country country : Country.values()) {
            towns.put(
                    country.section(),
                    section("town." + country.section()).stream().map(Town::of).toList());
        }
    }

    /** Reads the word lists: those of this module whole, those of the library as far as the sample brand needs them. */
    static Words load() {
        Map<String, List<String>> sections = readSections();
        sections.put("rare.last.de", library(Locale.GERMAN, "name.last_name", Words::isPlain));
        sections.put("rare.last.gb", library(Locale.of("en", "AU"), "name.last_name", Words::isPlain));
        sections.put("rare.last.us", library(Locale.ENGLISH, "name.last_name", Words::isPlain));
        sections.put("rare.first.de.female", library(Locale.GERMAN, "name.female_first_name", Words::isPlain));
        sections.put("rare.first.de.male", library(Locale.GERMAN, "name.male_first_name", Words::isPlain));
        sections.put("rare.first.en.female", library(Locale.ENGLISH, "name.female_first_name", Words::isPlain));
        sections.put("rare.first.en.male", library(Locale.ENGLISH, "name.male_first_name", Words::isPlain));
        sections.put("street.de", library(Locale.GERMAN, "address.street_root", street -> street.length() > 4));
        return new Words(sections);
    }

    /** One list of the Datafaker library, sorted by code point and without repeats. */
    static List<String> library(Locale locale, String key, Predicate<String> keeps) {
        Faker faker = new Faker(locale);
        Object found = faker.fakeValuesService().fetchObject(key, faker.getContext());
        TreeSet<String> words = new TreeSet<>();
        if (found instanceof List<?> list) {
            for (Object word : list) {
                String text = word.toString().strip();
                if (keeps.test(text)) {
                    words.add(text);
                }
            }
        }
        return List.copyOf(words);
    }

    /** Whether a word is one capitalized word of Latin letters, hyphens and apostrophes. */
    static boolean isPlain(String word) {
        return word.length() > 1
                && Character.isUpperCase(word.charAt(0))
                && word.chars()
                        .allMatch(letter ->
                                (Character.isLetter(letter) && letter < 0x180) || letter == '-' || letter == '\'');
    }

    List<String> section(String name) {
        return Objects.requireNonNull(sections.get(name), name);
    }

    /** The short and pet names of a first name; none for most. */
    List<String> nicknames(String firstName) {
        return nicknames.getOrDefault(firstName, List.of());
    }

    List<Town> towns(Country country) {
        return Objects.requireNonNull(towns.get(country.section()), country.section());
    }

    private static Map<String, List<String>> readSections() {
        Map<String, StringBuilder> texts = new HashMap<>();
        try (InputStream file = Objects.requireNonNull(Words.class.getResourceAsStream("words.txt"), "words.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            StringBuilder text = new StringBuilder();
            @Nullable String line;
            while ((line = reader.readLine()) != null) {
                if (line.startsWith("[")) {
                    text = texts.computeIfAbsent(line.substring(1, line.length() - 1), name -> new StringBuilder());
                } else if (!line.startsWith("#")) {
                    text.append(line);
                }
            }
        } catch (IOException e) {
            throw SampleErrors.unreadableWords(e);
        }
        Map<String, List<String>> sections = new HashMap<>();
        texts.forEach((name, text) -> sections.put(name, split(text.toString())));
        return sections;
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        boolean isQuoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean isEnd = i == text.length() || (text.charAt(i) == ',' && !isQuoted);
            if (isEnd) {
                String word = text.substring(start, i).strip().replace("\"", "");
                if (!word.isEmpty()) {
                    words.add(word);
                }
                start = i + 1;
            } else if (text.charAt(i) == '"') {
                isQuoted = !isQuoted;
            }
        }
        return List.copyOf(words);
    }
}
