package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clustering;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.match.TableScorer;
import java.util.List;

/** From the links of matching to {@code clusters} of the session: one row a record. Confined to one thread. */
public final class ClusterStage {
    private static final List<Column> COLUMNS = List.of(
            Column.of("record_no", Scalar.INTEGER, "The record"),
            Column.of("cluster_no", Scalar.INTEGER, "The least record of its cluster"));

    private final IdentityRules rules;

    public ClusterStage(IdentityRules rules) {
        this.rules = rules;
    }

    /** Clusters the records and makes the session's table {@code clusters}. */
    public Clusters cluster(LakeSession session, MatchStage.Matched matched) {
        TableScorer scorer = new TableScorer(matched.table(), matched.model(), rules);
        Clusters clusters =
                Clustering.of(matched.table().size(), matched.linked().links(), scorer, matched.model(), rules);
        session.load("clusters", COLUMNS, sink -> {
            for (int record = 0; record < clusters.records(); record++) {
                sink.row(record, clusters.cluster(record));
            }
        });
        return clusters;
    }
}
