package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often two strangers reach a level, by experience. A few dozen records cannot tell: two that share a birth date are
 * a large share of their pairs, and mostly one person.
 *
 * <p>Each level's rate has a gamma prior whose mean is that of experience, and whose shape is half a pair: what a table
 * counts itself soon outweighs it, the sooner the more common the level is.
 */
final class Strangers {
    /** In pairs. */
    private static final double SHAPE = 0.5;

    /** A table of some hundred records, which has more pairs than this, speaks for itself. */
    private static final double PAIRS_MAX = 20_000;

    /** The level is one that strangers hardly ever reach. */
    private static final double HARDLY_EVER = 2e-6;

    /**
     * A comparison, a level, and its share of the pairs of strangers that know as much of both: for the most part rounded
     * medians of the shares that were learned from tables of persons in many languages, estimates where few such tables
     * have a column of the kind. Levels that are not named are {@link #HARDLY_EVER} reached.
     */
    private static final String LINES = """
            NAME|given missing, family equal|1e-3
            NAME|given missing, family nickname|3e-5
            NAME|given missing, family initial|1e-4
            NAME|given missing, family alike|1e-3
            NAME|given missing, family among|3e-5
            NAME|given missing, family weak|7e-3
            NAME|given missing, family other|.99
            NAME|given equal, family missing|3e-3
            NAME|given nickname, family missing|1e-3
            NAME|given initial, family missing|1e-3
            NAME|given alike, family missing|2e-3
            NAME|given among, family missing|2e-4
            NAME|given weak, family missing|1e-2
            NAME|given other, family missing|.98
            NAME|given equal, family equal|1.5e-5
            NAME|given equal, family alike|1e-5
            NAME|given equal, family weak|6e-5
            NAME|given equal, family other|4e-3
            NAME|given nickname, family weak|6e-6
            NAME|given nickname, family other|3e-4
            NAME|given initial, family other|4e-4
            NAME|given alike, family equal|1e-5
            NAME|given alike, family alike|1e-5
            NAME|given alike, family weak|4e-5
            NAME|given alike, family other|2.5e-3
            NAME|given among, family other|1e-4
            NAME|given weak, family equal|4e-5
            NAME|given weak, family alike|3e-5
            NAME|given weak, family weak|1.5e-4
            NAME|given weak, family other|1e-2
            NAME|given other, family equal|3e-3
            NAME|given other, family alike|1.5e-3
            NAME|given other, family weak|1e-2
            NAME|given other, family other|.96
            NAME|reversed|5e-6
            NAME|partly reversed|5e-4
            MIDDLE_NAME|all of the fewer|2e-2
            MIDDLE_NAME|some|3e-3
            MIDDLE_NAME|initial|3e-2
            MIDDLE_NAME|alike|8e-3
            MIDDLE_NAME|none|.94
            BIRTH_DATE|equal|4e-5
            BIRTH_DATE|day and month swapped|1e-5
            BIRTH_DATE|one edit|1e-3
            BIRTH_DATE|year, first of January|5e-5
            BIRTH_DATE|within a month|2e-3
            BIRTH_DATE|two edits|1.5e-2
            BIRTH_DATE|month and day|1e-3
            BIRTH_DATE|year|8e-3
            BIRTH_DATE|within a year|1e-2
            BIRTH_DATE|within ten years|.2
            BIRTH_DATE|other|.76
            BIRTH_DATE|other age|.95
            EMAIL|equal|7e-6
            EMAIL|user name|9e-6
            EMAIL|alike|2e-5
            EMAIL|user name alike|6e-3
            EMAIL|user name is the name|.2
            EMAIL|other|.8
            PHONE|equal|1.5e-5
            PHONE|two edits|1e-5
            PHONE|other|1
            NATIONAL_ID|two edits|7e-6
            NATIONAL_ID|other|1
            USER_ID|other|1
            EXTERNAL_ID|other|1
            DEVICE_ID|equal|2e-5
            DEVICE_ID|other|1
            STREET|number missing, street equal|2e-4
            STREET|number missing, street alike|2e-4
            STREET|number missing, street other|1
            STREET|number equal, street missing|1e-2
            STREET|number alike, street missing|.2
            STREET|number other, street missing|.79
            STREET|number equal, street equal|1e-5
            STREET|number equal, street alike|5e-6
            STREET|number equal, street other|1e-2
            STREET|number alike, street equal|2e-5
            STREET|number alike, street alike|4e-5
            STREET|number alike, street other|.16
            STREET|number other, street equal|1.5e-4
            STREET|number other, street alike|2e-4
            STREET|number other, street other|.83
            UNIT|equal|2e-2
            UNIT|alike|2e-2
            UNIT|a word|2e-2
            UNIT|other|.94
            POSTCODE|equal|2e-3
            POSTCODE|one edit|1e-2
            POSTCODE|district|3e-2
            POSTCODE|area|5e-2
            POSTCODE|other|.9
            CITY|equal|2e-2
            CITY|alike|1e-3
            CITY|a word|4e-3
            CITY|other|.97
            REGION|equal|.2
            REGION|alike|1e-3
            REGION|a word|1e-3
            REGION|other|.8
            BIRTH_PLACE|equal|1e-2
            BIRTH_PLACE|alike|5e-4
            BIRTH_PLACE|a word|2.5e-3
            BIRTH_PLACE|other|.99
            OCCUPATION|equal|2e-2
            OCCUPATION|alike|1.5e-3
            OCCUPATION|a word|2e-2
            OCCUPATION|other|.96
            ORGANIZATION|equal|2e-4
            ORGANIZATION|same words|2e-5
            ORGANIZATION|alike|4e-4
            ORGANIZATION|all of the fewer|4e-4
            ORGANIZATION|some words|1e-2
            ORGANIZATION|a word|8e-2
            ORGANIZATION|other|.91
            GENDER|equal|.5
            GENDER|other|.5
            URL|equal|1e-5
            URL|same host|1e-3
            URL|other|1
            LOCATION|within 100 m|1e-4
            LOCATION|within 2 km|5e-3
            LOCATION|farther|1
            """;

    /** For each comparison, and each level from 1 on, its share of the pairs that know as much; 0 where nobody knows. */
    private static final double[][] SHARES = shares();

    /** For each comparison and level, a number that levels have in common that know as much of a pair. */
    private static final int[][] KNOWN = known();

    private Strangers() {}

    /**
     * What a table shows of its strangers, and experience where it has few.
     *
     * @param comparison its place among all
     * @param shown for each level the share of all pairs; 0 holds those of which nothing is known
     * @param pairs all of the table
     * @return for each level its share of the pairs of which something is known; nothing for level 0
     */
    static double[] of(int comparison, double[] shown, double pairs) {
        double[] known = new double[shown.length];
        double sum = 0;
        for (int level = 1; level < shown.length; level++) {
            known[KNOWN[comparison][level]] += shown[level];
            sum += shown[level];
        }
        double[] shares = new double[shown.length];
        if (sum == 0) {
            return shares;
        }
        double total = 0;
        for (int level = 1; level < shown.length; level++) {
            double mean = SHARES[comparison][level] * known[KNOWN[comparison][level]] / sum;
            double weight = mean == 0 ? 0 : Math.min(SHAPE / mean, PAIRS_MAX);
            shares[level] = (weight * mean + shown[level] * pairs) / (weight + sum * pairs);
            total += shares[level];
        }
        for (int level = 1; level < shown.length; level++) {
            shares[level] /= total;
        }
        return shares;
    }

    private static double[][] shares() {
        Map<ComparisonKind, Map<String, Double>> listed = new TreeMap<>();
        LINES.lines()
                .map(line -> line.split("\\|", -1))
                .forEach(parts -> listed.computeIfAbsent(ComparisonKind.valueOf(parts[0]), _ -> new HashMap<>())
                        .put(parts[1], Double.valueOf(parts[2])));
        double[][] shares = new double[Pattern.COMPARISONS][];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = new double[Pattern.LEVELS[i]];
            Map<String, Double> levels = listed.get(Comparers.ALL.get(i).kind());
            for (int level = 1; levels != null && level < shares[i].length; level++) {
                Double share = levels.remove(name(i, level));
                shares[i][level] = share == null ? HARDLY_EVER : share;
            }
        }
        if (!listed.values().stream().allMatch(Map::isEmpty)) {
            throw new ExceptionInInitializerError("levels that no comparison has: " + listed);
        }
        return shares;
    }

    private static int[][] known() {
        int[][] known = new int[Pattern.COMPARISONS][];
        for (int i = 0; i < known.length; i++) {
            known[i] = new int[Pattern.LEVELS[i]];
            Map<String, Integer> numbers = new HashMap<>();
            for (int level = 1; level < known[i].length; level++) {
                String missing = Arrays.stream(name(i, level).split(", ", -1))
                        .filter(part -> part.endsWith("missing"))
                        .collect(Collectors.joining());
                known[i][level] = numbers.computeIfAbsent(missing, _ -> numbers.size());
            }
        }
        return known;
    }

    private static String name(int comparison, int level) {
        List<Comparer.LevelDefault> levels = Pattern.DEFAULTS.get(comparison);
        return levels.get(level - 1).name();
    }
}
