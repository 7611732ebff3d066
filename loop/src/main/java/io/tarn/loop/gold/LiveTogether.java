package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.Band;
import io.tarn.model.identity.MatchModel;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.match.TableScorer;
import java.util.List;

/**
 * What live profiles hold together, as evidence of a run: the records of one live profile's parts, and one record of each
 * gold profile among them, are linked whatever they weigh. So a run never parts what the live road joined.
 */
final class LiveTogether {
    /** Who decided such a link. */
    static final String DECIDED_BY = "live";

    private static final String LINKS = "live_links";

    private LiveTogether() {}

    /** Two records of one live profile. */
    record Pair(int left, int right) {}

    /** Which records live profiles hold together, as pairs that connect them. */
    static List<Pair> pairs(LakeSession session) {
        return session.query(connected(), row -> new Pair((int) row.number(0), (int) row.number(1)));
    }

    /** Joins clusters and adds to {@code links} of the session, which has {@code records} and the last run's profiles. */
    static Clusters join(LakeSession session, Clusters clusters, TableScorer scorer) {
        List<Pair> pairs = pairs(session);
        if (pairs.isEmpty()) {
            return clusters;
        }
        session.load(LINKS, MatchStage.LINK_COLUMNS, sink -> {
            for (Pair pair : pairs) {
                long weight = scorer.weight(pair.left(), pair.right());
                sink.row(
                        pair.left(),
                        pair.right(),
                        DECIDED_BY,
                        MatchModel.bits(weight),
                        MatchModel.probability(weight),
                        scorer.pattern(pair.left(), pair.right()),
                        Band.AUTOMATIC.word());
            }
        });
        String same = " WHERE n.left_no = links.left_no AND n.right_no = links.right_no)";
        session.execute(Statement.of("DELETE FROM links WHERE band <> '" + Band.AUTOMATIC.word()
                + "' AND EXISTS (SELECT 1 FROM " + LINKS + " n" + same));
        session.execute(Statement.of("INSERT INTO links SELECT * FROM " + LINKS + " n WHERE NOT EXISTS (SELECT 1 FROM"
                + " links l WHERE l.left_no = n.left_no AND l.right_no = n.right_no)"));
        return clusters.joining(
                pairs.stream().mapToInt(Pair::left).toArray(),
                pairs.stream().mapToInt(Pair::right).toArray());
    }

    /** Each record of a live profile with the least of them. */
    private static Statement connected() {
        return Statement.of("WITH parts AS (SELECT DISTINCT profile_id, unnest(constituents) AS part FROM ("
                + LiveRecords.NEWEST + ") WHERE state = 'live' AND len(constituents) > 1),"
                + " members AS (SELECT p.profile_id, r.record_no FROM parts p JOIN records r ON r.source = '"
                + LiveRecords.SOURCE + "' AND r.record_id = p.part"
                + " UNION SELECT p.profile_id, min(r.record_no) FROM parts p JOIN " + IdentityTables.PROFILES.name()
                + " i ON i.profile_id = p.part AND i.source <> '" + LiveRecords.SOURCE
                + "' JOIN records r ON r.source = i.source AND r.record_id = i.record_id"
                + " GROUP BY p.profile_id, p.part)"
                + " SELECT DISTINCT least_no, record_no FROM (SELECT record_no, min(record_no) OVER (PARTITION BY"
                + " profile_id) AS least_no FROM members) WHERE record_no > least_no ORDER BY least_no, record_no");
    }
}
