package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.gold.ModelReview.Held;
import io.tarn.model.identity.Band;
import io.tarn.model.identity.MatchModel;
import io.tarn.unify.graph.Parting.TwoPersons;
import io.tarn.unify.identity.IdentityHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a language model found, as evidence of a run: in the session's links, in clusters, and for history. */
final class ModelLinks {
    private static final String LINKS = "model_links";
    private static final String HISTORY = "model_history";

    private ModelLinks() {}

    /** Sets the session's {@code links} of the pairs: found to be one person, or turned down. */
    static void write(LakeSession session, List<Held> held) {
        session.load(
                LINKS,
                MatchStage.LINK_COLUMNS,
                sink -> held.forEach(one -> sink.row(
                        one.found().left(),
                        one.found().right(),
                        one.found().by(),
                        MatchModel.bits(one.found().weight()),
                        MatchModel.probability(one.found().weight()),
                        one.found().pattern(),
                        (one.isSame() ? Band.AUTOMATIC : Band.REJECTED).word())));
        session.execute(Statement.of("DELETE FROM links WHERE EXISTS (SELECT 1 FROM " + LINKS
                + " n WHERE n.left_no = links.left_no AND n.right_no = links.right_no)"));
        session.execute(Statement.of("INSERT INTO links SELECT * FROM " + LINKS));
    }

    /** Leaves behind, for the history of profiles, which verdict brought what about. */
    static void leaveForHistory(LakeSession session, List<Held> held) {
        session.load(
                HISTORY,
                IdentityHistory.VERDICT_COLUMNS,
                sink -> held.forEach(one -> sink.row(
                        one.found().left(),
                        one.found().right(),
                        one.isSame() ? "same" : "different",
                        one.found().by() + "/" + one.verdict(),
                        "model")));
        session.execute(IdentityHistory.noVerdicts());
        session.execute(Statement.of("INSERT INTO " + IdentityHistory.VERDICTS + " SELECT * FROM " + HISTORY));
    }

    /**
     * Who is two persons as the model found, unless people or live profiles hold the two together.
     *
     * @param together groups of records that are one person each, whatever a model says
     */
    static List<TwoPersons> apart(List<Held> held, List<List<Integer>> together) {
        Map<Integer, Integer> least = new HashMap<>();
        together.forEach(group -> {
            int first = find(least, group.getFirst());
            group.forEach(record -> least.put(find(least, record), first));
        });
        return held.stream()
                .filter(one -> !one.isSame())
                .map(Held::found)
                .filter(one -> find(least, one.left()) != find(least, one.right()))
                .map(one -> new TwoPersons(Set.of(one.left()), Set.of(one.right())))
                .toList();
    }

    private static int find(Map<Integer, Integer> least, int record) {
        int at = record;
        while (least.getOrDefault(at, at) != at) {
            at = least.getOrDefault(at, at);
        }
        return at;
    }
}
