package io.tarn.unify.graph;

import io.tarn.model.identity.Joining;
import io.tarn.model.identity.MatchModel;
import io.tarn.unify.graph.OpenClusters.Two;
import io.tarn.unify.match.Links;
import io.tarn.unify.match.TableScorer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Learns from verdicts which of the clusters that links leave apart are one person.
 *
 * <p>Only verdicts on such clusters teach, and only such clusters are decided by what they teach: so it does no harm that
 * people are shown no fair sample of all pairs. What the pairs of two clusters weigh on average tells far more than
 * their firmest link, which is all that clustering asks for.
 */
public final class JoiningLesson {
    /** Fewer clusters that were judged teach nothing. */
    static final int JUDGED_MIN = 8;

    private static final long STEP = MatchModel.micros(2) / 4;
    private static final long MEAN_MAX = Math.round(JoiningCurve.MEAN_MAX * MatchModel.micros(2));

    private JoiningLesson() {}

    /** What somebody found of two records. */
    public record Judged(int left, int right, boolean isSame) {}

    /**
     * What verdicts teach, in whatever order they are given; empty where they are too few.
     *
     * @param clusters as links alone form them
     */
    public static Optional<Joining> learn(
            Clusters clusters, Links links, TableScorer scorer, Collection<Judged> verdicts) {
        List<JoiningCurve.Example> examples =
                examples(clusters, new OpenClusters(clusters, links, scorer, 1), verdicts);
        if (examples.size() < JUDGED_MIN) {
            return Optional.empty();
        }
        JoiningCurve curve = JoiningCurve.fit(examples);
        long least = Joining.NEVER;
        for (long mean = MEAN_MAX; mean >= -MEAN_MAX && curve.isSureOf(MatchModel.bits(mean)); mean -= STEP) {
            least = mean;
        }
        return Optional.of(joining(least, examples));
    }

    private static Joining joining(long meanMin, List<JoiningCurve.Example> examples) {
        List<JoiningCurve.Example> joined = examples.stream()
                .filter(one -> one.mean() >= MatchModel.bits(meanMin))
                .toList();
        int right = (int) joined.stream().filter(JoiningCurve.Example::isSame).count();
        return new Joining(meanMin, examples.size(), joined.size(), right);
    }

    /** One example for each two clusters; what people found both ways is none. In order of their means. */
    private static List<JoiningCurve.Example> examples(
            Clusters clusters, OpenClusters open, Collection<Judged> verdicts) {
        Map<Two, Boolean> found = new TreeMap<>();
        Map<Two, Boolean> torn = new HashMap<>();
        for (Judged one : verdicts) {
            open.between(clusters.cluster(one.left()), clusters.cluster(one.right()))
                    .ifPresent(two -> {
                        Boolean before = found.putIfAbsent(two, one.isSame());
                        torn.merge(two, before != null && before != one.isSame(), Boolean::logicalOr);
                    });
        }
        return found.entrySet().stream()
                .filter(entry -> !torn.getOrDefault(entry.getKey(), false))
                .map(entry -> new JoiningCurve.Example(entry.getKey().mean() / MatchModel.micros(2), entry.getValue()))
                .toList();
    }
}
