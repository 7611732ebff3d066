package io.tarn.unify.graph;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.ClusterReport;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.match.Links;
import io.tarn.unify.match.TableScorer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes clusters of automatic links: connected components, of which those held together by too few links, or that
 * contradict themselves, are clustered again by average linkage over all their pairs.
 *
 * <p>Confined to one thread.
 */
public final class Clustering {
    /** Below this share of links among its pairs a component is not trusted. */
    private static final double DENSITY_MIN = 0.4;

    /** Components above this are cut by a higher threshold first: the work grows with the square of it. */
    private static final int MATRIX_MAX = 1000;

    private static final long STEP = MatchModel.micros(4);
    /** Of two that are never one: no number of others outweighs it. */
    private static final long APART = -1_000_000_000_000L;

    private static final long LIKING_MAX = MatchModel.micros(1 << 10);
    /** How much a rule likes the two that it links, at least. */
    private static final long RULE_LIKING_MIN = MatchModel.micros(8);

    private final Links links;
    private final TableScorer scorer;
    private final long automatic;
    private final int sizeMax;
    private final int[] clusters;
    /** Pairs found to be one person by somebody who was asked; as likable as those that a rule links. */
    private final Set<Long> reviewed = new HashSet<>();

    private long split;
    private long conflicts;
    private long oversized;

    private Clustering(int records, Links links, TableScorer scorer, MatchModel model, IdentityRules rules) {
        this.links = links;
        this.scorer = scorer;
        this.automatic = model.automatic();
        this.sizeMax = Math.min(MATRIX_MAX, rules.profileRecordsMax());
        this.clusters = new int[records];
    }

    public static Clusters of(int records, Links links, TableScorer scorer, MatchModel model, IdentityRules rules) {
        return new Clustering(records, links, scorer, model, rules).run();
    }

    private Clusters run() {
        int[] edges = new int[links.size()];
        int count = 0;
        for (int link = 0; link < links.size(); link++) {
            if (links.band(link) == Band.AUTOMATIC) {
                edges[count++] = link;
                if (links.isByReviewer(link)) {
                    reviewed.add(key(links.left(link), links.right(link)));
                }
            }
        }
        edges = Arrays.copyOf(edges, count);
        Arrays.setAll(clusters, record -> record);
        settle(edges, automatic);
        return new Clusters(clusters, report(edges));
    }

    /** Settles every component of some links, whose ends lie in no other links. */
    private void settle(int[] edges, long threshold) {
        UnionFind sets = new UnionFind(clusters.length);
        for (int edge : edges) {
            sets.join(links.left(edge), links.right(edge));
        }
        Components components = Components.of(edges, links, sets);
        for (int i = 0; i < components.count(); i++) {
            component(components.members(i), components.edges(i), threshold);
        }
    }

    private void component(int[] members, int[] edges, long threshold) {
        for (int member : members) {
            clusters[member] = members[0];
        }
        if (members.length > sizeMax) {
            oversized += threshold == automatic ? 1 : 0;
            for (int member : members) {
                clusters[member] = member;
            }
            long next = threshold + STEP;
            settle(Arrays.stream(edges).filter(edge -> strength(edge) >= next).toArray(), next);
            return;
        }
        double pairs = members.length * (members.length - 1.0) / 2;
        boolean sparse = edges.length < DENSITY_MIN * pairs;
        boolean torn = members.length > 2 && !sparse && contradicts(members);
        conflicts += torn ? 1 : 0;
        if (sparse || torn) {
            recluster(members);
        }
    }

    /**
     * A rule's link is as strong as its weight or more, but no rule holds an oversized component together. One that a
     * reviewer found is the first to go.
     */
    private long strength(int edge) {
        long weight = links.isByReviewer(edge) ? automatic : links.weight(edge);
        return links.isByRule(edge) ? Math.max(weight, automatic + RULE_LIKING_MIN) : weight;
    }

    private static long key(int left, int right) {
        return ((long) left << 32) | right;
    }

    private boolean contradicts(int[] members) {
        for (int i = 0; i < members.length; i++) {
            for (int j = i + 1; j < members.length; j++) {
                if (scorer.contradicts(members[i], members[j])) {
                    return true;
                }
            }
        }
        return false;
    }

    private void recluster(int[] members) {
        long[][] likings = new long[members.length][members.length];
        for (int i = 0; i < members.length; i++) {
            for (int j = i + 1; j < members.length; j++) {
                likings[i][j] = liking(members[i], members[j]);
                likings[j][i] = likings[i][j];
            }
        }
        int[] groups = AverageLinkage.groups(likings);
        boolean whole = true;
        for (int i = 0; i < members.length; i++) {
            clusters[members[i]] = members[groups[i]];
            whole &= groups[i] == 0;
        }
        split += whole ? 0 : 1;
    }

    private long liking(int left, int right) {
        if (scorer.isApart(left, right)) {
            return APART;
        }
        long weight = scorer.weight(left, right) - automatic;
        long bounded = Math.max(-LIKING_MAX, Math.min(LIKING_MAX, weight));
        boolean firm = reviewed.contains(key(left, right)) || scorer.isByRule(left, right);
        return bounded < RULE_LIKING_MIN && firm ? RULE_LIKING_MIN : bounded;
    }

    private ClusterReport report(int[] edges) {
        Map<Long, Integer> cut = new TreeMap<>();
        for (int edge : edges) {
            int one = clusters[links.left(edge)];
            int other = clusters[links.right(edge)];
            if (one != other) {
                cut.merge(((long) Math.min(one, other) << 32) | Math.max(one, other), 1, Integer::sum);
            }
        }
        long bridges = cut.values().stream().filter(count -> count == 1).count();
        List<ClusterReport.SizeCount> histogram = Clusters.sizes(clusters);
        long total =
                histogram.stream().mapToLong(ClusterReport.SizeCount::clusters).sum();
        return new ClusterReport(total, histogram, split, conflicts, oversized, bridges);
    }
}
