package io.tarn.loop.gold;

import static io.tarn.loop.gold.KeptBlocks.isIn;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.unify.match.Alike;
import io.tarn.unify.match.Reach;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The records whose pairs a run on few changes compares, and those that share a block with one of them, by the blocks
 * that the last run left. Confined to the session's thread.
 *
 * <p>Compared are new and changed records, and those of links that something else than a model or a rule decided. A block
 * that came to lie across the limit is compared whole, because what was found there may be lost, and the other way
 * round: what was not looked at there is looked at now.
 */
final class MetRecords {
    /** The session's table of all of them, numbered in their order, with the values that matching looks at. */
    static final String MET = "met_records";

    /** Source and key of every record whose pairs are compared. */
    static final String COMPARED = "met_compared";

    private static final String SIZES = "met_sizes";
    private static final String CROSSED = "met_crossed";
    private static final String FURTHER = "met_further";

    private static final String BLOCKS = IdentityTables.BLOCKS.name().toString();

    /** Links that something else than a model or a rule decided: what the model says of their records is not kept. */
    private static final String DECIDED_ELSEWHERE =
            IdentityTables.LINKS.name() + " WHERE NOT (decided_by = 'model' OR decided_by LIKE 'rule:%')";

    /** The blocks of all records that stand as they were, one row each. */
    private static final String STANDING = "(SELECT k.source, k.record_id, unnest(k.blocks) AS block FROM " + BLOCKS
            + " k WHERE NOT " + isIn(KeptBlocks.REPLACED, "k") + ")";

    private final LakeSession session;
    private final int blockMax;

    private MetRecords(LakeSession session, int blockMax) {
        this.session = session;
        this.blockMax = blockMax;
    }

    /**
     * Makes {@value #MET} from what {@link KeptBlocks#serving} left.
     *
     * @param keys those of the kept blocks
     * @param blockMax the records that a block may have to be compared
     */
    static Reach find(LakeSession session, List<String> keys, int blockMax) {
        MetRecords met = new MetRecords(session, blockMax);
        met.compare();
        met.size();
        met.cross();
        met.meet();
        return new Reach(
                keys,
                numbers(session),
                session
                        .query(
                                Statement.of("SELECT block FROM " + SIZES + " WHERE now > ?", blockMax),
                                row -> row.number(0))
                        .stream()
                        .mapToLong(Long::longValue)
                        .toArray(),
                session.query(Statement.of("SELECT count(*) FROM " + SilverTables.RECORDS.name()), row -> row.number(0))
                        .getFirst());
    }

    private static int[] numbers(LakeSession session) {
        return session
                .query(
                        Statement.of(
                                "SELECT m.record_no FROM " + MET + " m WHERE " + isIn(COMPARED, "m") + " ORDER BY 1"),
                        row -> (int) row.number(0))
                .stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** New, changed and otherwise decided records. */
    private void compare() {
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + COMPARED + " AS SELECT source, record_id FROM "
                + KeptBlocks.CHANGED + " UNION SELECT d.source, d.record_id FROM (SELECT left_source AS source,"
                + " left_record_id AS record_id FROM " + DECIDED_ELSEWHERE
                + " UNION SELECT right_source, right_record_id FROM " + DECIDED_ELSEWHERE + ") d WHERE "
                + isIn(SilverTables.RECORDS.name().toString(), "d")));
    }

    /** The blocks that a record came into or went out of, each with how many records it had and has. */
    private void size() {
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + SIZES
                + " AS SELECT t.block, coalesce(s.standing, 0) + t.gone AS was, coalesce(s.standing, 0) + t.come AS now,"
                + " t.come > 0 AS compared FROM (SELECT block, count(*) FILTER (is_new) AS come,"
                + " count(*) FILTER (NOT is_new) AS gone FROM (SELECT unnest(blocks) AS block, TRUE AS is_new FROM "
                + KeptBlocks.CHANGED + " UNION ALL SELECT unnest(k.blocks), FALSE FROM " + BLOCKS + " k WHERE "
                + isIn(KeptBlocks.REPLACED, "k")
                + ") GROUP BY block) t LEFT JOIN (SELECT block, count(*) AS standing FROM "
                + STANDING + " WHERE block IN (SELECT unnest(blocks) FROM " + KeptBlocks.CHANGED
                + " UNION SELECT unnest(k.blocks) FROM " + BLOCKS + " k WHERE " + isIn(KeptBlocks.REPLACED, "k")
                + ") GROUP BY block) s ON s.block = t.block"));
    }

    /**
     * Adds the records of blocks that crossed the limit to those compared, and all of the person hash of one that is where
     * not all of these take part in matching; and then the blocks in which all of them lie.
     */
    private void cross() {
        session.execute(Statement.of(
                "CREATE OR REPLACE TEMP TABLE " + CROSSED + " AS SELECT block FROM " + SIZES
                        + " WHERE (was > ?) <> (now > ?)",
                blockMax,
                blockMax));
        if (isAny(CROSSED)) {
            session.execute(Statement.of("INSERT INTO " + COMPARED + " SELECT DISTINCT s.source, s.record_id FROM "
                    + STANDING + " s WHERE s.block IN (SELECT block FROM " + CROSSED + ") AND NOT "
                    + isIn(COMPARED, "s")));
        }
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + FURTHER + " AS SELECT * FROM " + COMPARED
                + " c WHERE NOT " + isIn(KeptBlocks.CHANGED, "c")));
        if (isAny(FURTHER)) {
            crowd();
            String blocks = "SELECT DISTINCT f.block FROM (SELECT unnest(k.blocks) AS block FROM " + BLOCKS
                    + " k WHERE " + isIn(FURTHER, "k") + ") f";
            session.execute(Statement.of("UPDATE " + SIZES + " SET compared = TRUE WHERE block IN (" + blocks + ")"));
            session.execute(Statement.of("INSERT INTO " + SIZES + " SELECT block, count(*), count(*), TRUE FROM "
                    + STANDING + " WHERE block IN (" + blocks + " WHERE f.block NOT IN (SELECT block FROM " + SIZES
                    + ")) GROUP BY block"));
        }
    }

    /** None of these has changed: all say what they said. */
    private void crowd() {
        String crowded = "SELECT k.person_hash FROM " + BLOCKS + " k WHERE k.person_hash IN (SELECT f.person_hash FROM "
                + BLOCKS + " f WHERE " + isIn(FURTHER, "f") + ") GROUP BY k.person_hash HAVING count(*) > ?";
        session.execute(Statement.of(
                "INSERT INTO " + FURTHER + " SELECT k.source, k.record_id FROM " + BLOCKS
                        + " k WHERE k.person_hash IN (" + crowded + ") AND NOT " + isIn(COMPARED, "k"),
                Alike.partakingMax(blockMax)));
        session.execute(Statement.of(
                "INSERT INTO " + COMPARED + " SELECT * FROM " + FURTHER + " f WHERE NOT " + isIn(COMPARED, "f")));
    }

    private boolean isAny(String table) {
        return session.query(Statement.of("SELECT count(*) FROM " + table), row -> row.number(0))
                        .getFirst()
                > 0;
    }

    /** The records of the blocks of all that are compared, but for blocks above the limit. */
    private void meet() {
        String fields = MatchStage.FIELDS.stream()
                .map(field -> ", r." + session.dialect().quote(field.column()))
                .collect(Collectors.joining());
        session.execute(Statement.of(
                "CREATE OR REPLACE TEMP TABLE " + MET
                        + " AS SELECT CAST(row_number() OVER (ORDER BY r.source, r.record_id)"
                        + " - 1 AS INTEGER) AS record_no, r.source, r.record_id" + fields + " FROM "
                        + SilverTables.RECORDS.name() + " r JOIN (SELECT source, record_id FROM " + COMPARED
                        + " UNION SELECT s.source, s.record_id FROM " + STANDING
                        + " s WHERE s.block IN (SELECT block FROM "
                        + SIZES
                        + " WHERE compared AND now <= ?)) m ON m.source = r.source AND m.record_id = r.record_id",
                blockMax));
    }
}
