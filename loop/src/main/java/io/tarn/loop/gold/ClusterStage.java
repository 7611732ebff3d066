package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.loop.gold.Apart.TwoPersonsFound;
import io.tarn.loop.gold.ModelReview.Held;
import io.tarn.loop.gold.ModelReview.Situation;
import io.tarn.model.identity.Joining;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clustering;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.Following;
import io.tarn.unify.graph.JoiningLesson;
import io.tarn.unify.graph.Joins;
import io.tarn.unify.graph.Parting.TwoPersons;
import io.tarn.unify.match.Links;
import io.tarn.unify.match.ModelVersion;
import io.tarn.unify.match.TableScorer;
import io.tarn.unify.verdict.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        TableScorer scorer = scorer(matched);
        return load(
                session,
                new Forming(matched, scorer, List.of()).form(matched.linked().links()));
    }

    /** What matching left, by a model that knows what the verdicts of people teach, and nothing else of verdicts. */
    MatchStage.Matched taught(LakeSession session, MatchStage.Matched matched, Verdicts verdicts) {
        TableScorer scorer = scorer(matched);
        Links links = matched.linked().links().among(matched.alike());
        Optional<Joining> joining = verdicts.isEmpty()
                ? Optional.empty()
                : JoiningLesson.learn(
                        Clustering.of(matched.table().size(), links, scorer, matched.model(), rules),
                        links,
                        scorer,
                        VerdictLinks.of(session, verdicts).judged());
        MatchModel model = matched.model();
        return model.joining().equals(joining) ? matched : matched.by(ModelVersion.stamp(model.withJoining(joining)));
    }

    /** What a run keeps to beside its links. */
    enum Live {
        UNKNOWN,
        /** What live profiles hold together stays together, and what was found there to be two persons stays apart. */
        KNOWN
    }

    /**
     * What is known of records beside their links.
     *
     * @param verdicts what people found
     * @param review asks a language model about pairs that are left open
     */
    record Known(Verdicts verdicts, Live live, ModelReview review) {}

    /**
     * As {@link #cluster}, where what people found of records holds, whatever the model says, and then what a language
     * model found; changes the session's links.
     */
    Clusters cluster(LakeSession session, MatchStage.Matched matched, Known known) {
        TableScorer scorer = scorer(matched);
        VerdictLinks verdicts = VerdictLinks.of(session, known.verdicts());
        verdicts.leaveForHistory(session);
        List<TwoPersons> apart = new ArrayList<>(verdicts.apart());
        if (known.live() == Live.KNOWN) {
            apart.addAll(LiveApart.pairs(session));
        }
        Forming forming = new Forming(matched, scorer, apart);
        Clusters clusters = forming.form(matched.linked().links());
        List<TwoPersons> apartByModel = List.of();
        if (!known.review().isOff()) {
            List<List<Integer>> together = together(session, verdicts, known.live());
            Situation situation = new Situation(matched, scorer, joined(clusters, together), apart);
            List<Held> held = known.review().decide(session, rules, situation);
            if (!held.isEmpty()) {
                ModelLinks.write(session, held);
                ModelLinks.leaveForHistory(session, held);
                Links links = matched.linked()
                        .links()
                        .reviewed(held.stream().map(Held::found).toList());
                clusters = forming.form(links);
                apartByModel = ModelLinks.apart(held, together);
            }
        }
        if (known.live() == Live.KNOWN) {
            clusters = LiveTogether.join(session, clusters, scorer);
        }
        clusters = verdicts.join(session, clusters, scorer);
        return load(
                session, Apart.part(session, clusters, new TwoPersonsFound(apart, apartByModel), verdicts.groups()));
    }

    /** Records that are one person whatever a model says. */
    private static List<List<Integer>> together(LakeSession session, VerdictLinks verdicts, Live live) {
        List<List<Integer>> together = new ArrayList<>(verdicts.groups());
        if (live == Live.KNOWN) {
            LiveTogether.pairs(session).forEach(pair -> together.add(List.of(pair.left(), pair.right())));
        }
        return together;
    }

    private static Clusters joined(Clusters clusters, List<List<Integer>> together) {
        return clusters.joining(
                together.stream()
                        .flatMapToInt(group -> group.stream().skip(1).mapToInt(_ -> group.getFirst()))
                        .toArray(),
                together.stream()
                        .flatMapToInt(group -> group.stream().skip(1).mapToInt(Integer::intValue))
                        .toArray());
    }

    private TableScorer scorer(MatchStage.Matched matched) {
        return new TableScorer(matched.table(), matched.model(), rules);
    }

    /** Forms clusters of links, and joins those of which all pairs together say that they are one person. */
    private final class Forming {
        private final MatchStage.Matched matched;
        private final TableScorer scorer;
        private final List<TwoPersons> apart;

        Forming(MatchStage.Matched matched, TableScorer scorer, List<TwoPersons> apart) {
            this.matched = matched;
            this.scorer = scorer;
            this.apart = List.copyOf(apart);
        }

        Clusters form(Links links) {
            Links among = links.among(matched.alike());
            Clusters clusters = Clustering.of(matched.table().size(), among, scorer, matched.model(), rules);
            Joining joining = matched.model().joining().orElse(Joining.PRESUMED);
            Joins.Limits limits = new Joins.Limits(joining, rules.profileRecordsMax(), apart);
            return Following.join(Joins.join(clusters, among, scorer, limits), links, matched.alike());
        }
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
