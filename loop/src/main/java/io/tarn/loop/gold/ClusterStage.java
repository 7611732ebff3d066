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
        return load(session, clustered(matched, scorer(matched)));
    }

    /**
     * As {@link #cluster}, where what live profiles hold together stays together, and what was found to be two persons
     * stays apart; changes the session's links.
     */
    public Clusters clusterWithLive(LakeSession session, MatchStage.Matched matched) {
        TableScorer scorer = scorer(matched);
        Clusters joined = LiveTogether.join(session, clustered(matched, scorer), scorer);
        return load(session, LiveApart.part(session, joined));
    }

    private TableScorer scorer(MatchStage.Matched matched) {
        return new TableScorer(matched.table(), matched.model(), rules);
    }

    private Clusters clustered(MatchStage.Matched matched, TableScorer scorer) {
        return Clustering.of(matched.table().size(), matched.linked().links(), scorer, matched.model(), rules);
    }

    private static Clusters load(LakeSession session, Clusters clusters) {
        session.load("clusters", COLUMNS, sink -> {
            for (int record = 0; record < clusters.records(); record++) {
                sink.row(record, clusters.cluster(record));
            }
        });
        return clusters;
    }
}
