package io.tarn.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Made-up people as the lines of a CSV file, the same each time. */
public final class TestingPeople {
    private static final List<String> GIVEN =
            List.of("Ann", "Bea", "Cem", "Dora", "Emil", "Fritz", "Gerda", "Hugo", "Ida", "Jonas");
    private static final List<String> FAMILY = List.of(
            "Adler", "Brandt", "Conrad", "Dietz", "Ebert", "Falk", "Graf", "Huber", "Imhof", "Jung", "Kraus", "Lang");
    private static final String HEAD = "id,first_name,last_name,birth_date,city,email";

    private TestingPeople() {}

    /** Two records of each person that surely are one; their keys are {@code a} and {@code b} with its number. */
    public static List<String> certain(int persons) {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        for (int person = 0; person < persons; person++) {
            lines.addAll(full(person));
        }
        return lines;
    }

    /** Those who are certain, and of every fifth two records more that say little: {@code c} and {@code d}. */
    public static List<String> doubtful(int persons) {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        for (int person = 0; person < persons; person++) {
            lines.addAll(full(person));
            if (person % 5 == 0) {
                lines.add("c" + person + "," + given(person).substring(0, 1) + "," + family(person) + ",,Ulm,");
                lines.add("d" + person + "," + given(person) + "," + family(person) + "," + year(person) + "-01-01,,");
            }
        }
        return lines;
    }

    private static List<String> full(int person) {
        String born = year(person) + "-0" + (1 + person % 9) + "-1" + person % 10;
        String said = person + "," + given(person) + "," + family(person) + "," + born + ",Ulm,";
        String mail = given(person).toLowerCase(Locale.ROOT) + person + "@example.com";
        return List.of("a" + said + mail, "b" + said);
    }

    private static String given(int person) {
        return GIVEN.get(person % GIVEN.size());
    }

    private static String family(int person) {
        return FAMILY.get(person / GIVEN.size() % FAMILY.size());
    }

    private static int year(int person) {
        return 1950 + person % 50;
    }
}
