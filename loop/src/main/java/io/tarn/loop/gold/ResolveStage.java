package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Run;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.gold.ClusterStage.Known;
import io.tarn.loop.gold.MatchStage.Matched;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.match.Linked;
import io.tarn.unify.match.Reach;
import io.tarn.unify.match.RecordTable;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who is who: from {@code silver.records} to {@code records}, {@code links} and {@code clusters} of the session, of all
 * records or of those that changes reach. Confined to the session's thread.
 */
final class ResolveStage {
    private final Lake lake;
    private final LakeSession session;
    private final MatchStage matching;
    private final ClusterStage clustering;

    ResolveStage(Lake lake, LakeSession session, GoldOrder order, InstantSource clock) {
        this.lake = lake;
        this.session = session;
        this.matching = new MatchStage(
                order.identity(), clock, step -> {}, order.asked().matcher());
        this.clustering = new ClusterStage(order.identity());
    }

    /** Numbers the records and finds their links. */
    Matched match(Extent extent, Optional<Run> last, Known known, StageTimes times) {
        return switch (extent) {
            case Extent.Whole whole -> {
                times.timed("number records", () -> {
                    number(session);
                    return whole;
                });
                yield times.timed(
                        "match",
                        () -> whole.kept()
                                .map(kept -> matching.match(session, kept))
                                .orElseGet(() -> matching.match(session)));
            }
            case Extent.Part part -> {
                RecordTable before = PastRecords.read(lake, last.orElseThrow(), part.changes());
                ReachedRecords reached =
                        times.timed("number records", () -> ReachedRecords.begin(session, part.changes(), before));
                yield times.timed("match", () -> reached(part, reached, known));
            }
        };
    }

    private Matched reached(Extent.Part part, ReachedRecords reached, Known known) {
        Reach reach = reached.reach();
        Linked found = matching.find(session, ReachedRecords.ALL, part.model(), reach);
        reached.follow(reach, found.links(), known);
        return matching.score(session, part.model(), reached.pairs(), found.report());
    }

    /** What matching left, by a model that knows what verdicts teach. */
    Matched taught(Matched matched, Known known) {
        return clustering.taught(session, matched, known.verdicts());
    }

    /**
     * Forms the clusters of the session's records, and asks a language model about pairs of theirs that are left open:
     * about all, or about those of what is reached.
     */
    Clusters cluster(Matched matched, Known known) {
        return clustering.cluster(session, matched, known);
    }

    /** Makes {@code records} of a session: all, numbered. */
    static void number(LakeSession session) {
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE records AS SELECT n.record_no, r.* FROM "
                + ReachedRecords.NUMBERED + " n JOIN " + SilverTables.RECORDS.name()
                + " r ON r.source = n.source AND r.record_id = n.record_id"));
    }
}
