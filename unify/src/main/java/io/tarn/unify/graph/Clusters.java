package io.tarn.unify.graph;

import io.tarn.model.identity.ClusterReport;

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

    public ClusterReport report() {
        return report;
    }
}
