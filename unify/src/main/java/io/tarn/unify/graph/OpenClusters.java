package io.tarn.unify.graph;

import io.tarn.unify.match.Links;
import io.tarn.unify.match.TableScorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Clusters with links that did not join them, and how much all pairs of two of them weigh. Confined to one thread. */
final class OpenClusters {
    /** Two clusters of more pairs are left to people: a wrong join would be as large. */
    static final int PAIRS_MAX = 2_500;

    private final TableScorer scorer;
    private final int pairsMin;
    /** By the name of a cluster; those without such links are missing. */
    private final Map<Integer, List<Integer>> members = new HashMap<>();

    private final Map<Integer, Set<Integer>> near = new HashMap<>();

    /** @param pairsMin two clusters of fewer pairs are none */
    OpenClusters(Clusters clusters, Links links, TableScorer scorer, int pairsMin) {
        this.scorer = scorer;
        this.pairsMin = pairsMin;
        for (int link = 0; link < links.size(); link++) {
            int one = clusters.cluster(links.left(link));
            int other = clusters.cluster(links.right(link));
            if (one != other) {
                near.computeIfAbsent(one, _ -> new TreeSet<>()).add(other);
                near.computeIfAbsent(other, _ -> new TreeSet<>()).add(one);
            }
        }
        for (int record = 0; record < clusters.records(); record++) {
            if (near.containsKey(clusters.cluster(record))) {
                members.computeIfAbsent(clusters.cluster(record), _ -> new ArrayList<>())
                        .add(record);
            }
        }
    }

    /**
     * Two clusters, the one with the lesser name first.
     *
     * @param mean what their pairs weigh on average, in millionths of a bit
     */
    record Two(int left, int right, int leftSize, int rightSize, double mean) implements Comparable<Two> {
        private static final Comparator<Two> MOST_FIRST = Comparator.comparingDouble(Two::mean)
                .reversed()
                .thenComparingInt(Two::left)
                .thenComparingInt(Two::right);

        @Override
        public int compareTo(Two other) {
            return MOST_FIRST.compare(this, other);
        }
    }

    /** Every two that a link leads between, but for those that cannot be one. */
    List<Two> all() {
        List<Two> all = new ArrayList<>();
        near.forEach((one, others) -> others.stream()
                .filter(other -> one < other)
                .forEach(other -> between(one, other).ifPresent(all::add)));
        return all;
    }

    /** Two clusters by their names; empty where no link leads between them, they are too large or too small, or cannot be one. */
    Optional<Two> between(int one, int other) {
        if (!near.getOrDefault(one, Set.of()).contains(other)) {
            return Optional.empty();
        }
        List<Integer> left = members(Math.min(one, other));
        List<Integer> right = members(Math.max(one, other));
        long pairs = (long) left.size() * right.size();
        if (pairs > PAIRS_MAX || pairs < pairsMin) {
            return Optional.empty();
        }
        long sum = 0;
        for (int mine : left) {
            for (int theirs : right) {
                if (scorer.isApart(mine, theirs)) {
                    return Optional.empty();
                }
                sum += scorer.weight(Math.min(mine, theirs), Math.max(mine, theirs));
            }
        }
        double mean = (double) sum / pairs;
        return Optional.of(new Two(Math.min(one, other), Math.max(one, other), left.size(), right.size(), mean));
    }

    /** Whether both are what they were when they were weighed. */
    boolean isCurrent(Two two) {
        return members(two.left()).size() == two.leftSize()
                && members(two.right()).size() == two.rightSize();
    }

    List<Integer> members(int cluster) {
        return members.getOrDefault(cluster, List.of());
    }

    /** Makes two one, by the name of the first, and gives who is near it. */
    Set<Integer> join(Two two) {
        members(two.left()).addAll(members(two.right()));
        members.remove(two.right());
        Set<Integer> around = new TreeSet<>(near.getOrDefault(two.left(), Set.of()));
        around.addAll(near.getOrDefault(two.right(), Set.of()));
        around.remove(two.left());
        around.remove(two.right());
        near.remove(two.right());
        near.put(two.left(), around);
        for (int other : around) {
            Set<Integer> theirs = near.computeIfAbsent(other, _ -> new TreeSet<>());
            theirs.remove(two.right());
            theirs.add(two.left());
        }
        return around;
    }
}
