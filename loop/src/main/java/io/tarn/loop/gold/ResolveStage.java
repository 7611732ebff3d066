package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.gold.ClusterStage.Known;
import io.tarn.loop.gold.MatchStage.Matched;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.match.Linked;
import io.tarn.unify.match.Reach;
import io.tarn.unify.match.RecordBlocks;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Who is who: from {@code silver.records} to {@code records}, {@code links} and {@code clusters} of the session, of all
 * records or of those that changes reach. Confined to the session's thread.
 */
final class ResolveStage {
    /** The records with those columns alone that have a value. */
    private static final String VALUED = "valued_records";

    private final LakeSession session;
    private final IdentityRules rules;
    private final MatchStage matching;
    private final ClusterStage clustering;

    ResolveStage(LakeSession session, GoldOrder order, InstantSource clock) {
        this.session = session;
        this.rules = order.identity();
        this.matching = new MatchStage(
                order.identity(), clock, step -> {}, order.asked().matcher());
        this.clustering = new ClusterStage(order.identity());
    }

    /** Numbers the records, finds their links, and leaves their blocks for the next run. */
    Matched match(Extent extent, Known known, StageTimes times) {
        return switch (extent) {
            case Extent.Whole whole -> {
                times.timed("number records", () -> {
                    number(session);
                    return whole;
                });
                yield times.timed("match", () -> all(whole));
            }
            case Extent.Part part -> {
                Reach reach = times.timed(
                        "number records", () -> MetRecords.find(session, part.keys(), rules.blockRecordsMax()));
                yield times.timed("match", () -> reached(part, reach, known));
            }
        };
    }

    private Matched all(Extent.Whole whole) {
        Consumer<RecordBlocks> keeping = blocks -> KeptBlocks.write(session, blocks);
        return whole.kept()
                .map(kept -> matching.match(session, kept, keeping))
                .orElseGet(() -> matching.match(session, keeping));
    }

    private Matched reached(Extent.Part part, Reach reach, Known known) {
        Linked found = matching.find(session, MetRecords.MET, part.model(), reach);
        ReachedRecords reached = new ReachedRecords(session, rules.blockRecordsMax());
        reached.follow(found.links(), known);
        Matched matched = matching.score(session, part.model(), reached.pairs(), found.report());
        KeptBlocks.writeChanged(GoldWrites.of(session, part), part.keys());
        return matched;
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

    /** Makes {@code records} of a session: all, numbered. Columns in which no record has a value take no room. */
    static void number(LakeSession session) {
        String silver = SilverTables.RECORDS.name().toString();
        List<Column> columns = session.columns(Statement.of("SELECT * FROM " + silver));
        Set<String> valued = ValuedColumns.of(
                session, silver, columns.stream().map(Column::name).toList());
        String kept = columns.stream()
                .filter(column -> valued.contains(column.name()))
                .map(column -> ", r." + session.dialect().quote(column.name()))
                .collect(Collectors.joining());
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + VALUED + " AS SELECT n.record_no" + kept
                + " FROM " + ReachedRecords.NUMBERED + " n JOIN " + silver
                + " r ON r.source = n.source AND r.record_id = n.record_id"));
        String all = columns.stream()
                .map(column -> ", " + (valued.contains(column.name()) ? "" : nothing(session, column) + " AS ")
                        + session.dialect().quote(column.name()))
                .collect(Collectors.joining());
        session.execute(
                Statement.of("CREATE OR REPLACE TEMP VIEW records AS SELECT record_no" + all + " FROM " + VALUED));
    }

    private static String nothing(LakeSession session, Column column) {
        return "CAST(NULL AS " + session.dialect().typeName(column.type()) + ")";
    }
}
