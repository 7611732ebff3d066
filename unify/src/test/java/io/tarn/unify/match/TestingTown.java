package io.tarn.unify.match;

import io.tarn.model.identity.MatchField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A town of generated persons in households, with records that err, drawn by hash from a seed. */
final class TestingTown {
    private static final List<String> GIVEN = List.of(
            "anna",
            "Björn",
            "Carla",
            "david",
            "Émile",
            "Fatima",
            "george",
            "hannah",
            "Iván",
            "Jürgen",
            "katherine",
            "Lucía",
            "michael",
            "nora",
            "oliver",
            "Paula",
            "quentin",
            "robert",
            "sofia",
            "thomas");
    private static final List<String> FAMILY = List.of(
            "Müller",
            "Smith",
            "García",
            "Okafor",
            "Nguyen",
            "O'Neill",
            "Kowalski",
            "Söderberg",
            "Brown",
            "Dubois",
            "Ivanov",
            "Haddad",
            "Tanaka",
            "Silva",
            "Jensen");

    final List<Map<MatchField, String>> records = new ArrayList<>();
    final List<Integer> persons = new ArrayList<>();
    private final long seed;
    private long draws;

    TestingTown(long seed, int households) {
        this.seed = seed;
        for (int household = 0; household < households; household++) {
            household(household);
        }
    }

    private void household(int household) {
        String family = FAMILY.get(draw(FAMILY.size())) + (char) ('a' + draw(26)) + (char) ('a' + draw(26));
        String street = (1 + draw(200)) + " " + (char) ('A' + draw(26)) + "lder" + draw(60) + " Street";
        String city = "Town" + draw(40);
        String device = "device" + household;
        int members = 1 + draw(3);
        for (int member = 0; member < members; member++) {
            person(household * 10 + member, family, street, city, device);
        }
    }

    private void person(int person, String family, String street, String city, String device) {
        String given = GIVEN.get((person * 7 + draw(3)) % GIVEN.size());
        String date = "%04d-%02d-%02d".formatted(1940 + draw(60), 1 + draw(12), 1 + draw(28));
        String phone = "+4420" + (10_000_000 + draw(89_000_000));
        int copies = 1 + draw(3);
        for (int copy = 0; copy < copies; copy++) {
            Map<MatchField, String> record = new EnumMap<>(MatchField.class);
            record.put(MatchField.FIRST_NAME, draw(8) == 0 ? misspelled(given) : given);
            record.put(MatchField.LAST_NAME, draw(8) == 0 ? misspelled(family) : family);
            record.put(MatchField.STREET, street);
            record.put(MatchField.CITY, city);
            put(record, MatchField.BIRTH_DATE, date, 5);
            put(record, MatchField.PHONE, phone, 3);
            put(record, MatchField.DEVICE_ID, device, 2);
            String email = draw(20) == 0 ? "info@example.com" : "p" + person + "x" + seed % 97 + "@example.org";
            put(record, MatchField.EMAIL, email, 3);
            records.add(record);
            persons.add(person);
        }
    }

    private void put(Map<MatchField, String> record, MatchField field, String value, int oneInMissing) {
        if (draw(oneInMissing) != 0) {
            record.put(field, value);
        }
    }

    private String misspelled(String word) {
        int at = 1 + draw(word.length() - 1);
        return word.substring(0, at) + (char) ('a' + draw(26)) + word.substring(Math.min(word.length(), at + 1));
    }

    private int draw(int bound) {
        return (int) Long.remainderUnsigned(Hash.pair(seed, draws++), bound);
    }

    RecordTable table() {
        RecordTable.Builder builder = new RecordTable.Builder();
        records.forEach(record -> builder.add(record::get));
        return builder.build();
    }
}
