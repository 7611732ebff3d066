package io.tarn.unify.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Takes clusters apart that hold two persons, as somebody has found. A cluster with both is formed anew: who was found
 * to be one person stays so, each side stays whole, then the firmest links join, and none joins the two sides. Other
 * clusters stay as they are.
 */
public final class Parting {
    private static final Comparator<Link> FIRMEST_FIRST = Comparator.comparing(Link::isFixed)
            .reversed()
            .thenComparing(Comparator.comparingDouble(Link::weight).reversed())
            .thenComparingInt(Link::left)
            .thenComparingInt(Link::right);

    private Parting() {}

    /** Records that are of two persons. */
    public record TwoPersons(Set<Integer> left, Set<Integer> right) {
        public TwoPersons {
            left = Set.copyOf(left);
            right = Set.copyOf(right);
        }
    }

    /**
     * A link between two records.
     *
     * @param isFixed whether it holds whatever it weighs
     */
    public record Link(int left, int right, double weight, boolean isFixed) {}

    /** The records of all clusters that hold both sides of a pair, in order. */
    public static Set<Integer> affected(Clusters clusters, List<TwoPersons> pairs) {
        Set<Integer> mixed = new HashSet<>();
        for (TwoPersons pair : pairs) {
            Set<Integer> right = new HashSet<>();
            pair.right().forEach(record -> right.add(clusters.cluster(record)));
            pair.left().stream().map(clusters::cluster).filter(right::contains).forEach(mixed::add);
        }
        Set<Integer> records = new TreeSet<>();
        if (!mixed.isEmpty()) {
            for (int record = 0; record < clusters.records(); record++) {
                if (mixed.contains(clusters.cluster(record))) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    /**
     * Parts clusters.
     *
     * @param groups records of one person each, as somebody has found: they stay together before all else
     * @param links among the {@link #affected} records, in any order
     */
    public static Clusters part(
            Clusters clusters, List<TwoPersons> pairs, List<List<Integer>> groups, List<Link> links) {
        Set<Integer> affected = affected(clusters, pairs);
        if (affected.isEmpty()) {
            return clusters;
        }
        Sides sides = new Sides(clusters.records(), affected, pairs);
        groups.stream()
                .filter(group -> affected.contains(group.getFirst()))
                .forEach(group -> group.forEach(record -> sides.join(group.getFirst(), record)));
        for (TwoPersons pair : pairs) {
            Stream.of(pair.left(), pair.right()).forEach(side -> {
                Map<Integer, Integer> first = new TreeMap<>();
                side.stream().filter(affected::contains).sorted().forEach(record -> {
                    Integer before = first.putIfAbsent(clusters.cluster(record), record);
                    if (before != null) {
                        sides.join(before, record);
                    }
                });
            });
        }
        links.stream()
                .filter(link -> clusters.cluster(link.left()) == clusters.cluster(link.right()))
                .sorted(FIRMEST_FIRST)
                .forEach(link -> sides.join(link.left(), link.right()));
        int[] records = affected.stream().mapToInt(Integer::intValue).toArray();
        int[] least = affected.stream().mapToInt(sides::least).toArray();
        return clusters.parted(records, least);
    }

    /** Records that are joined unless that would bring two persons together. Confined to one call. */
    private static final class Sides {
        private final UnionFind sets;
        /** By the least record of a set, on which sides it is: those of a pair have numbers that differ by one bit. */
        private final Map<Integer, Set<Integer>> marks = new HashMap<>();

        Sides(int size, Set<Integer> affected, List<TwoPersons> pairs) {
            sets = new UnionFind(size);
            for (int pair = 0; pair < pairs.size(); pair++) {
                mark(pairs.get(pair).left(), 2 * pair, affected);
                mark(pairs.get(pair).right(), 2 * pair + 1, affected);
            }
        }

        private void mark(Set<Integer> records, int side, Set<Integer> affected) {
            records.stream()
                    .filter(affected::contains)
                    .forEach(record -> marks.computeIfAbsent(record, one -> new HashSet<>())
                            .add(side));
        }

        void join(int left, int right) {
            int one = sets.find(left);
            int other = sets.find(right);
            if (one == other) {
                return;
            }
            Set<Integer> ours = marks.getOrDefault(one, Set.of());
            Set<Integer> theirs = marks.getOrDefault(other, Set.of());
            if (ours.stream().anyMatch(side -> theirs.contains(side ^ 1))) {
                return;
            }
            sets.join(one, other);
            List<Integer> all = new ArrayList<>(ours);
            all.addAll(theirs);
            if (!all.isEmpty()) {
                marks.put(sets.find(one), new HashSet<>(all));
            }
        }

        int least(int record) {
            return sets.find(record);
        }
    }
}
