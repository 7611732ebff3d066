package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.gold.ClusterStage.Known;
import io.tarn.loop.review.NamedRecords;
import io.tarn.model.identity.Band;
import io.tarn.model.identity.RecordName;
import io.tarn.unify.match.Links;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The records that changes reach, as tables of a session: those that changed, whoever is linked to them now or was in
 * the last run, all records of their profiles, and all that say the same of whom they are where not all of these take part
 * in matching, again and again until nothing is added. What is formed anew of these
 * records alone is what would be formed of them among all.
 *
 * <p>What people or language models found and what live profiles hold together is always reached; so are pairs that are
 * left open while a language model may be asked about them. Confined to the session's thread.
 */
final class ReachedRecords {
    /** Source and key of every record that is reached, those that are gone included. */
    static final String REACHED = "reached_records";

    /** Source and key of every record whose links are found anew, those that are gone included. */
    static final String COMPARED = "compared_records";

    /** Source and key of every record with its number, in their order: keys are sorted alone, and not what hangs on them. */
    static final String NUMBERED = "(SELECT source, record_id, CAST(row_number() OVER (ORDER BY source, record_id) - 1"
            + " AS INTEGER) AS record_no FROM " + SilverTables.RECORDS.name() + ")";

    private static final String FOUND = "found_pairs";
    private static final String NAMES = "verdict_names";
    private static final List<Column> PAIR = List.of(
            Column.of("left_no", Scalar.INTEGER, "The record with the lesser number"),
            Column.of("right_no", Scalar.INTEGER, "The record with the greater number"));

    /** Links by which clusters come to hang on each other: by those for review, too, all their pairs are weighed. */
    private static final String SPREADING = "l.band IN ('" + Band.AUTOMATIC.word() + "', '" + Band.REVIEW.word() + "')";

    private static final String CROWDS = "reached_crowds";

    private final LakeSession session;
    private final int blockMax;

    /** @param blockMax the records that a block may have to be compared */
    ReachedRecords(LakeSession session, int blockMax) {
        this.session = session;
        this.blockMax = blockMax;
    }

    /**
     * Follows the links, and leaves {@code records} of the session behind, numbered.
     *
     * @param found links of what was compared, by the numbers of {@value MetRecords#MET}
     */
    void follow(Links found, Known known) {
        session.load(FOUND, PAIR, sink -> {
            for (int link = 0; link < found.size(); link++) {
                sink.row(found.left(link), found.right(link));
            }
        });
        Set<RecordName> named = new TreeSet<>(known.review().decided(session));
        known.verdicts().pairs().keySet().forEach(pair -> named.addAll(List.of(pair.left(), pair.right())));
        NamedRecords.load(session, NAMES, named);
        String name = "SELECT a.source, a.record_id FROM ";
        session.execute(Statement.of("CREATE TEMP TABLE " + COMPARED + " AS SELECT source, record_id FROM "
                + RecordChanges.TABLE + " UNION SELECT source, record_id FROM " + MetRecords.COMPARED));
        session.execute(Statement.of("CREATE TEMP TABLE " + REACHED + " AS SELECT source, record_id FROM " + COMPARED
                + " UNION SELECT source, record_id FROM " + NAMES + " UNION " + name + "(SELECT left_no AS no FROM "
                + FOUND + " UNION SELECT right_no FROM " + FOUND + ") n JOIN " + MetRecords.MET
                + " a ON a.record_no = n.no"
                + (known.review().asks() ? " UNION " + open() : "")
                + (known.live() == ClusterStage.Live.KNOWN ? " UNION " + live() : "")));
        KeptBlocks.loadCrowds(session, CROWDS, blockMax);
        spread();
        session.execute(Statement.of("CREATE TEMP TABLE records AS SELECT CAST(row_number() OVER (ORDER BY s.source,"
                + " s.record_id) - 1 AS INTEGER) AS record_no, s.* FROM " + SilverTables.RECORDS.name()
                + " s WHERE EXISTS (SELECT 1 FROM " + REACHED
                + " r WHERE r.source = s.source AND r.record_id = s.record_id) ORDER BY s.source, s.record_id"));
    }

    /** Records of pairs that the last run left open. */
    private static String open() {
        String links = IdentityTables.LINKS.name() + " WHERE band = '" + Band.REVIEW.word() + "' AND NOT joined";
        return "SELECT left_source, left_record_id FROM " + links + " UNION SELECT right_source, right_record_id FROM "
                + links;
    }

    /** Records of live profiles of several parts, and of parts that were found to be two persons. */
    private static String live() {
        String parts = "(SELECT unnest(constituents) AS part FROM (" + LiveRecords.NEWEST
                + ") WHERE state = 'live' AND len(constituents) > 1 UNION SELECT left_constituent_id FROM "
                + IdentityTables.APART.name() + " UNION SELECT right_constituent_id FROM " + IdentityTables.APART.name()
                + ")";
        return "SELECT '" + LiveRecords.SOURCE + "' AS source, part AS record_id FROM " + parts
                + " UNION SELECT i.source, i.record_id FROM " + parts + " p JOIN " + IdentityTables.PROFILES.name()
                + " i ON i.profile_id = p.part";
    }

    /** Adds whole profiles, what was linked, and all of a crowd, until nothing is added. */
    private void spread() {
        String frontier = "reached_frontier";
        String further = "reached_further";
        String profiles = IdentityTables.PROFILES.name().toString();
        String links = IdentityTables.LINKS.name().toString();
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + frontier + " AS SELECT * FROM " + REACHED));
        while (true) {
            session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + further
                    + " AS SELECT DISTINCT source, record_id FROM (SELECT q.source, q.record_id FROM " + profiles
                    + " q WHERE q.profile_id IN (SELECT p.profile_id FROM " + profiles + " p JOIN " + frontier
                    + " f ON f.source = p.source AND f.record_id = p.record_id) UNION ALL"
                    + " SELECT l.right_source, l.right_record_id FROM " + links + " l JOIN " + frontier
                    + " f ON f.source = l.left_source AND f.record_id = l.left_record_id WHERE " + SPREADING
                    + " UNION ALL SELECT c.source, c.record_id FROM " + CROWDS + " c WHERE c.person_hash IN (SELECT"
                    + " d.person_hash FROM " + CROWDS + " d JOIN " + frontier
                    + " f ON f.source = d.source AND f.record_id = d.record_id)"
                    + " UNION ALL SELECT l.left_source, l.left_record_id FROM " + links + " l JOIN " + frontier
                    + " f ON f.source = l.right_source AND f.record_id = l.right_record_id WHERE " + SPREADING
                    + ") n WHERE NOT EXISTS (SELECT 1 FROM " + REACHED
                    + " r WHERE r.source = n.source AND r.record_id = n.record_id)"));
            if (session.query(Statement.of("SELECT count(*) FROM " + further), row -> row.number(0))
                            .getFirst()
                    == 0) {
                return;
            }
            session.execute(Statement.of("INSERT INTO " + REACHED + " SELECT * FROM " + further));
            session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + frontier + " AS SELECT * FROM " + further));
        }
    }

    /** The pairs of records that can be linked: what was found now, and what the last run found of the others. */
    List<int[]> pairs() {
        String isCompared = "EXISTS (SELECT 1 FROM " + COMPARED + " c WHERE c.source = ";
        String numbered = " l JOIN records a ON a.source = l.left_source AND a.record_id = l.left_record_id"
                + " JOIN records b ON b.source = l.right_source AND b.record_id = l.right_record_id";
        return session.query(
                Statement.of("SELECT a.record_no, b.record_no FROM " + IdentityTables.LINKS.name() + numbered
                        + " WHERE NOT " + isCompared + "l.left_source AND c.record_id = l.left_record_id) AND NOT "
                        + isCompared + "l.right_source AND c.record_id = l.right_record_id)"
                        + " UNION SELECT a.record_no, b.record_no FROM (SELECT x.source AS left_source, x.record_id AS"
                        + " left_record_id, y.source AS right_source, y.record_id AS right_record_id FROM " + FOUND
                        + " f JOIN " + MetRecords.MET + " x ON x.record_no = f.left_no JOIN " + MetRecords.MET
                        + " y ON y.record_no = f.right_no)" + numbered + " ORDER BY 1, 2"),
                row -> new int[] {(int) row.number(0), (int) row.number(1)});
    }
}
