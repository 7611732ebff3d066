package io.tarn.unify.verdict;

import io.tarn.model.identity.Band;
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

    private OpenPairs() {}

    /** A pair by the numbers of its records, the lesser first. */
    public record Open(int left, int right, long weight, long pattern, double worth) {}

    /**
     * Finds them.
     *
     * @param clusters as they would be if nobody were asked
     * @param apart records of two persons each
     */
    public static List<Open> of(Links links, Clusters clusters, List<TwoPersons> apart, int limit) {
        int[] sizes = new int[clusters.records()];
        for (int record = 0; record < sizes.length; record++) {
            sizes[clusters.cluster(record)]++;
        }
        Set<Long> settled = settled(clusters, apart);
        Map<Long, Integer> firmest = new HashMap<>();
        for (int link = 0; link < links.size(); link++) {
            long between = between(clusters, links.left(link), links.right(link));
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
                            Worth.of(links.probability(link), hanging));
                })
                .sorted(WORTHIEST_FIRST)
                .limit(limit)
                .toList();
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
