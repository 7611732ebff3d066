package io.tarn.model.identity;

import java.util.List;

/**
 * What clustering did.
 *
 * @param split components taken apart because too few links held them, or because of a conflict
 * @param conflicts components in which two records contradict each other
 * @param oversized components above the size limit
 * @param bridges links that alone held two parts of a component together and were cut
 */
public record ClusterReport(
        long clusters, List<SizeCount> sizes, long split, long conflicts, long oversized, long bridges) {
    public ClusterReport {
        sizes = List.copyOf(sizes);
    }

    /** How many clusters have a size. */
    public record SizeCount(int size, long clusters) {}
}
