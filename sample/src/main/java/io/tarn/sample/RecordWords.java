package io.tarn.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of generated records as bytes, each list with the most frequent word first. */
@SuppressWarnings("ArrayRecordComponent") // drawn from for every row, and never changed
record RecordWords(
        byte[][] surnames,
        byte[][] firstNames,
        byte[][][] nicknames,
        byte[][] streets,
        byte[][] cities,
        byte[][] mailHosts,
        short[] surnameByChance,
        short[] firstNameByChance) {
    private static final int SURNAMES = 9_000;
    private static final int FIRST_NAMES = 1_500;
    private static final int STREETS = 2_000;
    private static final int CITIES = 1_200;
    /** A power of two: chance picks a slot, and the slot holds a word's rank. */
    private static final int SLOTS = 1 << 20;

    static RecordWords load() {
        Words words = Words.load();
        List<String> firstNames = firstNames(words);
        byte[][][] nicknames = firstNames.stream()
                .map(name -> bytes(words.nicknames(capitalized(name)).stream()
                        .map(Contacts::plain)
                        .toList()))
                .toArray(byte[][][]::new);
        List<String> surnames = surnames(words);
        return new RecordWords(
                bytes(surnames),
                bytes(firstNames),
                nicknames,
                bytes(streets(words)),
                bytes(cities(words)),
                bytes(List.of(
                        "gmail.com", "yahoo.com", "outlook.com", "icloud.com", "hotmail.com", "gmx.com", "aol.com")),
                zipf(surnames.size()),
                zipf(firstNames.size()));
    }

    private static List<String> firstNames(Words words) {
        Set<String> names = new LinkedHashSet<>();
        List<String> kinds = List.of(".female.young", ".male.young", ".female.old", ".male.old");
        for (String kind : kinds) {
            words.section("first.en" + kind).forEach(name -> names.add(Contacts.plain(name)));
        }
        for (String kind : List.of(".female", ".male")) {
            scattered(words.section("rare.first.en" + kind)).stream()
                    .limit(FIRST_NAMES / 2)
                    .forEach(name -> names.add(Contacts.plain(name)));
        }
        return names.stream().limit(FIRST_NAMES).toList();
    }

    /** Common surnames first; the rare end is filled from the countries whose people moved most. */
    private static List<String> surnames(Words words) {
        Set<String> names = new LinkedHashSet<>();
        for (Country country : List.of(Country.US, Country.GB, Country.DE)) {
            words.section("last." + country.section()).forEach(name -> names.add(Contacts.plain(name)));
        }
        Set<String> rare = new LinkedHashSet<>();
        for (String language : List.of("en", "de", "es", "sv", "no-NO", "da-DK", "pl", "fr", "it", "nl")) {
            rare.addAll(Words.library(Locale.forLanguageTag(language), "name.last_name", Words::isPlain));
        }
        scattered(rare).forEach(name -> names.add(Contacts.plain(name)));
        return names.stream().filter(name -> name.length() > 2).limit(SURNAMES).toList();
    }

    private static List<String> streets(Words words) {
        List<String> kinds =
                List.of("street", "road", "avenue", "lane", "drive", "court", "way", "close", "place", "crescent");
        List<String> streets = new ArrayList<>();
        for (String name : scattered(words.section("rare.last.us"))) {
            for (String kind : kinds) {
                streets.add(Contacts.plain(name) + " " + kind);
            }
        }
        return scattered(streets).stream().limit(STREETS).toList();
    }

    private static List<String> cities(Words words) {
        List<String> ends =
                List.of("ton", "ville", "field", "ford", "bury", "port", " springs", " park", "dale", "haven");
        Set<String> cities = new LinkedHashSet<>();
        for (Country country : List.of(Country.US, Country.GB)) {
            words.towns(country).forEach(town -> cities.add(town.name().toLowerCase(Locale.ROOT)));
        }
        List<String> starts = scattered(words.section("rare.last.gb"));
        for (int i = 0; cities.size() < CITIES; i++) {
            cities.add(Contacts.plain(starts.get(i % starts.size())) + ends.get(i / starts.size() % ends.size()));
        }
        return List.copyOf(cities);
    }

    private static List<String> scattered(Iterable<String> words) {
        List<String> scattered = new ArrayList<>();
        words.forEach(scattered::add);
        scattered.sort(Comparator.comparingLong((String word) -> Chance.mix(word.hashCode()))
                .thenComparing(word -> word));
        return scattered;
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static byte[][] bytes(List<String> words) {
        return words.stream()
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** Slots filled with ranks by Zipf's law: rank k has a share in proportion to 1 / (k + 8). */
    private static short[] zipf(int words) {
        double total = 0;
        for (int rank = 0; rank < words; rank++) {
            total += 1.0 / (rank + 8);
        }
        short[] slots = new short[SLOTS];
        double sum = 0;
        int slot = 0;
        for (int rank = 0; rank < words; rank++) {
            sum += 1.0 / (rank + 8);
            int end = rank == words - 1 ? SLOTS : (int) (sum / total * SLOTS);
            while (slot < end) {
                slots[slot++] = (short) rank;
            }
        }
        return slots;
    }
}
