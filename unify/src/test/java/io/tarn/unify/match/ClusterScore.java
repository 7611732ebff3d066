package io.tarn.unify.match;

import io.tarn.unify.graph.Clusters;
import io.tarn.unify.measure.PartitionMeasures;
import io.tarn.unify.measure.PartitionMeasures.Score;
import java.util.List;
import java.util.stream.IntStream;

/** How well clusters of records agree with whom, or what, the records are known to be of. */
final class ClusterScore {
    private ClusterScore() {}

    /** Over pairs of records; the known are numbered, in the order of the records. */
    static Score of(Clusters clusters, List<Integer> known) {
        return PartitionMeasures.of(
                        IntStream.range(0, known.size()).map(clusters::cluster).toArray(),
                        known.stream().mapToInt(Integer::intValue).toArray())
                .pairwise();
    }
}
