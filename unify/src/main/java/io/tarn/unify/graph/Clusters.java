package io.tarn.unify.graph;

import io.tarn.model.identity.ClusterReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The cluster of every record, named by its least record, and the account of how they came to be. */
public final class Clusters {
    private final int[] clusters;
    private final ClusterReport report;

    Clusters(int[] clusters, ClusterReport report) {
        this.clusters = clusters;
        this.report = report;
    }

    public int records() {
        return clusters.length;
    }

    /** The least record of the cluster that a record belongs to. */
    public int cluster(int record) {
        return clusters[record];
    }

    /** With the clusters of two records made one, for each place of two arrays; who is joined so is no longer weighed. */
    public Clusters joining(int[] left, int[] right) {
        UnionFind sets = new UnionFind(clusters.length);
        for (int record = 0; record < clusters.length; record++) {
            sets.join(record, clusters[record]);
        }
        for (int i = 0; i < left.length; i++) {
            sets.join(left[i], right[i]);
        }
        int[] joined = new int[clusters.length];
        Arrays.setAll(joined, sets::find);
        return new Clusters(joined, counted(joined));
    }

    /** With records in clusters of their own: for each place of two arrays a record and the least of its new cluster. */
    Clusters parted(int[] records, int[] least) {
        int[] parted = clusters.clone();
        for (int i = 0; i < records.length; i++) {
            parted[records[i]] = least[i];
        }
        return new Clusters(parted, counted(parted));
    }

    private ClusterReport counted(int[] joined) {
        return new ClusterReport(
                IntStream.range(0, joined.length).filter(i -> joined[i] == i).count(),
                sizes(joined),
                report.split(),
                report.conflicts(),
                report.oversized(),
                report.bridges());
    }

    /** How many clusters have each size. */
    static List<ClusterReport.SizeCount> sizes(int[] clusters) {
        int[] sizes = new int[clusters.length];
        for (int cluster : clusters) {
            sizes[cluster]++;
        }
        Map<Integer, Long> bySize = new TreeMap<>();
        for (int size : sizes) {
            if (size > 0) {
                bySize.merge(size, 1L, Long::sum);
            }
        }
        List<ClusterReport.SizeCount> histogram = new ArrayList<>();
        bySize.forEach((size, count) -> histogram.add(new ClusterReport.SizeCount(size, count)));
        return histogram;
    }

    public ClusterReport report() {
        return report;
    }
}
