package io.tarn.loop.gold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A random table of persons in several files, whose rows come, change and go. */
final class ChangingTable {
    private static final List<String> GIVEN =
            List.of("Anna", "Bernd", "Carla", "Dieter", "Elena", "Frank", "Greta", "Heinz", "Irene", "Jonas");
    private static final List<String> FAMILY = List.of(
            "Albrecht", "Brunner", "Castell", "Drechsler", "Ebner", "Fuchs", "Gerlach", "Hofmann", "Imhof", "Jansen");
    private static final List<String> CITIES = List.of("Ulm", "Bonn", "Jena", "Kiel");

    private final Path folder;
    private final Random random;
    private final int persons;
    private final List<Map<String, String>> files = new ArrayList<>();
    private int rows;
    private int crowd;

    ChangingTable(Path folder, long seed, int persons) {
        this.folder = folder;
        this.random = new Random(seed);
        this.persons = persons;
    }

    /** From now on every third row is of one of so many persons, and mostly says the same of each, but for a place. */
    ChangingTable crowd(int size) {
        crowd = size;
        return this;
    }

    /** A further file with so many rows. */
    void arrive(int count) {
        Map<String, String> file = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String key = String.format(Locale.ROOT, "r%05d", random.nextInt(100_000));
            file.put(key + "-" + rows, key + "-" + rows + "," + row());
            rows++;
        }
        files.add(file);
        write(files.size() - 1);
    }

    /** Rows of a file that is there already change or go. */
    void edit(int count) {
        int place = random.nextInt(files.size());
        Map<String, String> file = files.get(place);
        List<String> keys = new ArrayList<>(file.keySet());
        for (int i = 0; i < count; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            if (random.nextInt(3) == 0) {
                file.remove(key);
            } else {
                file.put(key, key + "," + row());
            }
        }
        write(place);
    }

    /** The keys of all rows, in order. */
    List<String> keys() {
        return files.stream().flatMap(file -> file.keySet().stream()).sorted().toList();
    }

    private String row() {
        return crowd > 0 && random.nextInt(3) == 0 ? crowded() : any();
    }

    private String crowded() {
        int person = random.nextInt(crowd);
        String given = GIVEN.get(person % GIVEN.size());
        String family = FAMILY.get(person / GIVEN.size() % FAMILY.size());
        String seen = "2026-0" + (1 + random.nextInt(5)) + "-1" + random.nextInt(10) + "T10:00:00Z";
        return switch (random.nextInt(6)) {
            case 0 -> saysLittle(person, given, family, seen);
            case 1 -> String.join(",", given, family, "", "", CITIES.get(person % 4), "", seen);
            default ->
                String.join(
                        ",",
                        given,
                        family,
                        "",
                        given.toLowerCase(Locale.ROOT) + person + "@example.com",
                        CITIES.get((person + random.nextInt(4) / 3) % 4),
                        phone(person),
                        seen);
        };
    }

    private String any() {
        int person = random.nextInt(persons);
        String given = GIVEN.get(person % GIVEN.size());
        String family = FAMILY.get(person / GIVEN.size() % FAMILY.size());
        String born = (1950 + person % 40) + "-0" + (1 + person % 9) + "-1" + person % 10;
        String mail = switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "office" + random.nextInt(3) + "@example.com";
            default -> given.toLowerCase(Locale.ROOT) + person + "@example.com";
        };
        if (random.nextInt(8) == 0) {
            family = family.substring(0, family.length() - 1);
        }
        if (random.nextInt(8) == 0) {
            born = "";
        }
        String seen = "2026-0" + (1 + random.nextInt(5)) + "-1" + random.nextInt(10) + "T10:00:00Z";
        if (random.nextInt(6) == 0) {
            return saysLittle(person, given, family, seen);
        }
        return String.join(",", given, family, born, mail, CITIES.get(person % 4), phone(person), seen);
    }

    /** What may be one of several persons of a household. */
    private static String saysLittle(int person, String given, String family, String seen) {
        return person % 2 == 0
                ? String.join(",", given.substring(0, 1), family, "", "", "", phone(person), seen)
                : String.join(",", "", family, "", "", CITIES.get(person % 4), phone(person), seen);
    }

    private static String phone(int person) {
        return "+49731" + (1_000_000 + person / 3);
    }

    private void write(int place) {
        List<String> lines = new ArrayList<>(List.of("id,first_name,last_name,birth_date,email,city,phone,updated_at"));
        lines.addAll(files.get(place).values());
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("part" + place + ".csv"), lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
