package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clustering;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.Parting.TwoPersons;
import io.tarn.unify.match.TableScorer;
import java.util.ArrayList;
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

    /** What a run keeps to beside its links. */
    enum Live {
        UNKNOWN,
        /** What live profiles hold together stays together, and what was found there to be two persons stays apart. */
        KNOWN
    }

    /**
     * As {@link #cluster}, where what people found of records holds, whatever the model says; changes the session's
     * links.
     */
    Clusters cluster(LakeSession session, MatchStage.Matched matched, VerdictLinks verdicts, Live live) {
        TableScorer scorer = scorer(matched);
        Clusters clusters = clustered(matched, scorer);
        List<TwoPersons> apart = new ArrayList<>(verdicts.apart());
        if (live == Live.KNOWN) {
            clusters = LiveTogether.join(session, clusters, scorer);
            apart.addAll(LiveApart.pairs(session));
        }
        clusters = verdicts.join(session, clusters, scorer);
        return load(session, Apart.part(session, clusters, apart, verdicts.groups()));
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
