package io.tarn.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * How safe a run was in a crowded town.
 *
 * @param links pairs that were joined without review
 * @param rightLinks those of them that are one person
 * @param mixed profiles that hold records of more than one person
 * @param excessMax the most records of a profile that are not of the person of whom it has most
 * @param largest the records of the largest profile
 * @param largestTrue the records of the person of whom there are most
 * @param householdsMixed households of four of which two persons share a profile
 * @param twinsMixed pairs of twins that share a profile
 */
public record TownMeasures(
        long links,
        long rightLinks,
        long mixed,
        int excessMax,
        int largest,
        int largestTrue,
        long householdsMixed,
        long twinsMixed) {
    /** The profile of each record as {@code record_id,profile_id}. */
    public static final String PROFILES = "SELECT record_id, profile_id FROM identity.profiles";
    /** The pairs joined without review as two record ids. */
    public static final String LINKS =
            "SELECT left_record_id, right_record_id FROM identity.links WHERE band = 'automatic'";

    /**
     * Measures a run.
     *
     * @param truth a file of {@code record_id,entity_id,home_id}
     * @param profiles the answer of {@link #PROFILES} as CSV without its header
     * @param links the answer of {@link #LINKS} as CSV without its header
     */
    public static TownMeasures of(Path truth, List<String> profiles, List<String> links) {
        Map<String, Whose> whose = whose(truth);
        Map<String, Map<Whose, Integer>> members = new TreeMap<>();
        for (String line : profiles) {
            String[] row = line.split(",", -1);
            members.computeIfAbsent(row[1], _ -> new HashMap<>()).merge(find(whose, row[0]), 1, Integer::sum);
        }
        long right = links.stream()
                .map(line -> line.split(",", -1))
                .filter(pair -> find(whose, pair[0]).equals(find(whose, pair[1])))
                .count();
        Map<Whose, Integer> records = new HashMap<>();
        whose.values().forEach(one -> records.merge(one, 1, Integer::sum));
        Set<String> homes = homesMixed(members.values());
        return new TownMeasures(
                links.size(),
                right,
                members.values().stream().filter(profile -> profile.size() > 1).count(),
                members.values().stream().mapToInt(TownMeasures::excess).max().orElse(0),
                members.values().stream().mapToInt(TownMeasures::size).max().orElse(0),
                Collections.max(records.values()),
                homes.stream().filter(home -> home.startsWith("h")).count(),
                homes.stream().filter(home -> home.startsWith("t")).count());
    }

    /** The share of pairs joined without review that are one person. */
    public double automaticPrecision() {
        return links == 0 ? 1 : (double) rightLinks / links;
    }

    /** Who a record is about, and where that person lives. */
    private record Whose(String entity, String home) {}

    private static Map<String, Whose> whose(Path truth) {
        Map<String, Whose> whose = new HashMap<>();
        try {
            for (String line : Files.readAllLines(truth)) {
                String[] row = line.split(",", -1);
                whose.put(row[0], new Whose(row[1], row[2]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        whose.remove("record_id");
        return whose;
    }

    private static Whose find(Map<String, Whose> whose, String record) {
        return Objects.requireNonNull(whose.get(record), "a record that the truth does not name");
    }

    private static int size(Map<Whose, Integer> profile) {
        return profile.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int excess(Map<Whose, Integer> profile) {
        return size(profile) - Collections.max(profile.values());
    }

    private static Set<String> homesMixed(Collection<Map<Whose, Integer>> profiles) {
        Set<String> mixed = new HashSet<>();
        for (Map<Whose, Integer> profile : profiles) {
            Set<String> seen = new HashSet<>();
            profile.keySet().stream()
                    .map(Whose::home)
                    .filter(home -> !seen.add(home))
                    .forEach(mixed::add);
        }
        return mixed;
    }
}
