package io.tarn.loop.live;

import io.tarn.model.identity.MatchField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Persons of whom one or two records are known, with slips, and who then come once more. Confined to one test. */
final class SeenAgain {
    static final String JUNK = "info@example.com";
    private static final List<String> GIVEN =
            List.of("Jürgen", "Anna", "Émile", "Катя", "Kate", "Katherine", "José", "Zoë", "Ali", "Mary");
    private static final List<String> FAMILY =
            List.of("Müller", "Smith", "García", "Иванова", "O'Neill", "Søndergård", "Brown", "Nguyễn");

    private final Random chance;
    private final List<Map<MatchField, String>> persons = new ArrayList<>();
    private int serial;

    SeenAgain(long seed, int count) {
        this.chance = new Random(seed);
        for (int i = 0; i < count; i++) {
            persons.add(person());
        }
    }

    List<Map<MatchField, String>> known() {
        List<Map<MatchField, String>> known = new ArrayList<>();
        for (Map<MatchField, String> person : persons) {
            for (int count = 1 + chance.nextInt(2); count > 0; count--) {
                known.add(sight(person));
            }
        }
        return known;
    }

    /** A sight with identifiers that nobody has yet, but for one that says nothing. */
    Map<MatchField, String> arriving() {
        Map<MatchField, String> sight = sight(persons.get(chance.nextInt(persons.size())));
        sight.put(MatchField.DEVICE_ID, "new" + serial++);
        sight.computeIfPresent(
                MatchField.EMAIL, (_, email) -> email.equals(JUNK) ? email : email.replace("@", serial + "@"));
        sight.computeIfPresent(MatchField.PHONE, (_, phone) -> phone + serial);
        return sight;
    }

    private Map<MatchField, String> person() {
        String given = GIVEN.get(chance.nextInt(GIVEN.size()));
        String family = FAMILY.get(chance.nextInt(FAMILY.size())) + letter() + letter();
        Map<MatchField, String> person = new EnumMap<>(MatchField.class);
        person.put(MatchField.FIRST_NAME, given);
        person.put(MatchField.LAST_NAME, family);
        person.put(
                MatchField.BIRTH_DATE,
                "%04d-%02d-%02d".formatted(1940 + chance.nextInt(60), 1 + chance.nextInt(12), 1 + chance.nextInt(28)));
        person.put(MatchField.STREET, "Königstraße " + letter() + letter() + " " + (1 + chance.nextInt(90)));
        person.put(MatchField.CITY, "Köln" + letter());
        person.put(
                MatchField.EMAIL,
                letter() + family.substring(0, 3).toLowerCase(Locale.ROOT) + chance.nextInt(10_000) + "@mail.example");
        person.put(MatchField.PHONE, "+4930" + (1_000_000 + chance.nextInt(8_000_000)));
        person.put(MatchField.DEVICE_ID, "d" + chance.nextInt(10_000));
        return person;
    }

    private Map<MatchField, String> sight(Map<MatchField, String> person) {
        Map<MatchField, String> sight = new EnumMap<>(MatchField.class);
        person.forEach((field, value) -> {
            boolean isName = field == MatchField.FIRST_NAME || field == MatchField.LAST_NAME;
            if (isName || chance.nextInt(4) > 0) {
                sight.put(field, isName && chance.nextInt(6) == 0 ? value + letter() : value);
            }
        });
        if (chance.nextInt(6) == 0) {
            sight.put(MatchField.EMAIL, JUNK);
        }
        return sight;
    }

    private char letter() {
        return (char) ('a' + chance.nextInt(26));
    }
}
