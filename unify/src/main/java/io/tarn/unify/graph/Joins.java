package io.tarn.unify.graph;

import io.tarn.model.identity.Joining;
import io.tarn.unify.graph.OpenClusters.Two;
import io.tarn.unify.graph.Parting.TwoPersons;
import io.tarn.unify.match.Links;
import io.tarn.unify.match.TableScorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Joins clusters that links leave apart where all their pairs together speak for one person: again and again the two
 * whose pairs weigh most on average. Confined to one thread.
 */
public final class Joins {
    private final OpenClusters open;
    private final Limits limits;
    /** By the name of a cluster, on which sides of two persons its records are: those of a pair differ by one bit. */
    private final Map<Integer, Set<Integer>> marks = new HashMap<>();

    private Joins(OpenClusters open, Limits limits) {
        this.open = open;
        this.limits = limits;
    }

    /**
     * What bounds joining.
     *
     * @param sizeMax how many records a cluster may have
     * @param apart records that are two persons each
     */
    public record Limits(Joining joining, int sizeMax, List<TwoPersons> apart) {
        public Limits {
            apart = List.copyOf(apart);
        }
    }

    /** Joins what the limits allow. */
    public static Clusters join(Clusters clusters, Links links, TableScorer scorer, Limits limits) {
        int pairsMin = limits.joining().isPresumed() ? 2 : 1;
        Joins joins = new Joins(new OpenClusters(clusters, links, scorer, pairsMin), limits);
        for (int pair = 0; pair < limits.apart().size(); pair++) {
            joins.mark(clusters, limits.apart().get(pair).left(), 2 * pair);
            joins.mark(clusters, limits.apart().get(pair).right(), 2 * pair + 1);
        }
        List<Two> joined = joins.run();
        return clusters.joining(
                joined.stream().mapToInt(Two::left).toArray(),
                joined.stream().mapToInt(Two::right).toArray());
    }

    private void mark(Clusters clusters, Set<Integer> records, int side) {
        records.forEach(record -> marks.computeIfAbsent(clusters.cluster(record), _ -> new HashSet<>())
                .add(side));
    }

    private List<Two> run() {
        List<Two> joined = new ArrayList<>();
        PriorityQueue<Two> waiting = new PriorityQueue<>();
        open.all().stream().filter(this::speaksForOne).forEach(waiting::add);
        for (Two two = waiting.poll(); two != null; two = waiting.poll()) {
            if (!open.isCurrent(two) || two.leftSize() + two.rightSize() > limits.sizeMax() || isApart(two)) {
                continue;
            }
            joined.add(two);
            int kept = two.left();
            marks.computeIfAbsent(kept, _ -> new HashSet<>()).addAll(marks.getOrDefault(two.right(), Set.of()));
            for (int other : open.join(two)) {
                open.between(kept, other).filter(this::speaksForOne).ifPresent(waiting::add);
            }
        }
        return joined;
    }

    private boolean speaksForOne(Two two) {
        return two.mean() >= limits.joining().meanMin();
    }

    private boolean isApart(Two two) {
        Set<Integer> theirs = marks.getOrDefault(two.right(), Set.of());
        return marks.getOrDefault(two.left(), Set.of()).stream().anyMatch(side -> theirs.contains(side ^ 1));
    }
}
