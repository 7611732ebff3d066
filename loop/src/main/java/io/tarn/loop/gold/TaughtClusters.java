package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.LoopErrors;
import io.tarn.loop.review.LastModel;
import io.tarn.loop.review.NamedRecords;
import io.tarn.model.identity.Joining;
import io.tarn.model.identity.RecordName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.verdict.Verdicts;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The clusters that the records of a lake would form by its newest model, had people given certain verdicts: what these
 * teach counts, and they hold no pair. Nothing is written. Confined to one thread.
 */
public final class TaughtClusters {
    private final LakeSession session;
    private final ClusterStage clustering;
    private final MatchStage.Matched matched;
    private final Map<RecordName, Integer> numbers = new HashMap<>();
    private final Map<Optional<Long>, Clusters> formed = new HashMap<>();

    private TaughtClusters(LakeSession session, IdentityRules rules, InstantSource clock) {
        this.session = session;
        this.clustering = new ClusterStage(rules);
        this.matched = new MatchStage(rules, clock, step -> {})
                .match(session, LastModel.read(session).orElseThrow(LoopErrors::noModel));
        session.forEach(
                Statement.of("SELECT source, record_id, record_no FROM records"),
                row -> numbers.put(NamedRecords.name(row, 0), (int) row.number(2)));
    }

    /** Scores the records of a lake that has a model. */
    public static TaughtClusters of(LakeSession session, IdentityRules rules, InstantSource clock) {
        ResolveStage.number(session);
        return new TaughtClusters(session, rules, clock);
    }

    /**
     * What verdicts teach.
     *
     * @param joining empty where they teach nothing
     * @param clusters by the numbers of {@link #numbers}
     */
    public record Taught(Optional<Joining> joining, Clusters clusters) {}

    /** The number of each record. */
    public Map<RecordName, Integer> numbers() {
        return Map.copyOf(numbers);
    }

    public Taught by(Verdicts verdicts) {
        MatchStage.Matched taught = clustering.taught(session, matched, verdicts);
        Optional<Joining> joining = taught.model().joining();
        Clusters clusters =
                formed.computeIfAbsent(joining.map(Joining::meanMin), _ -> clustering.cluster(session, taught));
        return new Taught(joining, clusters);
    }
}
