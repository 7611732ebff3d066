package io.tarn.unify.verdict;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.MatchModel;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.Parting.TwoPersons;
import io.tarn.unify.match.Links;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pairs of the review band that a run leaves apart, the worthiest first: of two clusters the pair that speaks most
 * for one person, unless they were found to be two.
 */
public final class OpenPairs {
    private static final Comparator<Open> WORTHIEST_FIRST = Comparator.comparingDouble(Open::worth)
            .reversed()
            .thenComparingInt(Open::left)
            .thenComparingInt(Open::right);

    /** Pairs beyond these are left for a later run. */
    private static final int OPEN_MAX = 20_000;

    private OpenPairs() {}

    /** A pair by the numbers of its records, the lesser first. */
    public record Open(int left, int right, long weight, long pattern, double worth) {}

    /**
     * Finds them.
     *
     * @param clusters as they would be if nobody were asked
     * @param apart records of two persons each
     * @param open the mean weight, in bits, at which it is an open question whether two clusters are one
     */
    public static List<Open> of(Links links, Clusters clusters, List<TwoPersons> apart, double open) {
        int[] sizes = new int[clusters.records()];
        for (int record = 0; record < sizes.length; record++) {
            sizes[clusters.cluster(record)]++;
        }
        Set<Long> settled = settled(clusters, apart);
        Map<Long, Integer> firmest = new HashMap<>();
        Map<Long, Kept> kept = new HashMap<>();
        for (int link = 0; link < links.size(); link++) {
            long between = between(clusters, links.left(link), links.right(link));
            if (between >= 0) {
                kept.merge(between, new Kept(links.weight(link), 1), Kept::plus);
            }
            if (links.band(link) == Band.REVIEW && between >= 0 && !settled.contains(between)) {
                Integer before = firmest.get(between);
                if (before == null || links.weight(link) > links.weight(before)) {
                    firmest.put(between, link);
                }
            }
        }
        return firmest.values().stream()
                .map(link -> {
                    double hanging = (double) sizes[clusters.cluster(links.left(link))]
                            * sizes[clusters.cluster(links.right(link))];
                    return new Open(
                            links.left(link),
                            links.right(link),
                            links.weight(link),
                            links.pattern(link),
                            Worth.of(
                                    Worth.likely(
                                            kept(links, clusters, kept, link).mean(hanging), open),
                                    hanging));
                })
                .sorted(WORTHIEST_FIRST)
                .limit(OPEN_MAX)
                .toList();
    }

    /** The links between two clusters. */
    private record Kept(long weight, long links) {
        Kept plus(Kept other) {
            return new Kept(weight + other.weight, links + other.links);
        }

        /** What all pairs weigh on average, in bits. */
        double mean(double pairs) {
            return (MatchModel.bits(weight) - Worth.UNKEPT_BITS * (pairs - links)) / pairs;
        }
    }

    private static Kept kept(Links links, Clusters clusters, Map<Long, Kept> kept, int link) {
        return kept.getOrDefault(between(clusters, links.left(link), links.right(link)), new Kept(0, 0));
    }

    private static Set<Long> settled(Clusters clusters, List<TwoPersons> apart) {
        Set<Long> settled = new HashSet<>();
        apart.forEach(two ->
                two.left().forEach(left -> two.right().forEach(right -> settled.add(between(clusters, left, right)))));
        return settled;
    }

    /** Two clusters as one number; -1 where they are one. */
    private static long between(Clusters clusters, int left, int right) {
        int one = clusters.cluster(left);
        int other = clusters.cluster(right);
        return one == other ? -1 : ((long) Math.min(one, other) << 32) | Math.max(one, other);
    }
}
