package io.tarn.unify.identity;

import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import java.time.Instant;
import java.util.List;

/**
 * The SQL of what happened to profiles between two runs, from what {@link StableIds} left behind.
 *
 * <p>A profile without records left in any cluster is retired. One whose id no cluster adopted is merged into each
 * profile that took records of it. A profile that took records of one that lives on was split from it. A new profile of
 * new records is created. Where all is as it was nothing happened, and no row is written. What a verdict brought about
 * says so.
 */
public final class IdentityHistory {
    /** What people, or a language model, found of pairs of records of this run; may be absent. */
    public static final String VERDICTS = "verdict_pairs";

    /** The columns of {@link #VERDICTS}. */
    public static final List<Column> VERDICT_COLUMNS = List.of(
            Column.of("left_no", Scalar.INTEGER, "One record"),
            Column.of("right_no", Scalar.INTEGER, "The other"),
            Column.of("finding", Scalar.STRING, "same or different"),
            Column.of("decided_by", Scalar.STRING, "Who found it, and in which verdict"),
            Column.of("means", Scalar.STRING, "By which it was given"));

    private IdentityHistory() {}

    /** Leaves {@code gold_history} (kind, profile_id, other_profile_id, records) and {@code gold_redirects} behind. */
    public static List<Statement> statements() {
        return List.of(noVerdicts(), happened(), decided(), named(), targets(), redirects());
    }

    /** Makes {@link #VERDICTS} where it is absent. */
    public static Statement noVerdicts() {
        return Statement.of("CREATE TEMP TABLE IF NOT EXISTS " + VERDICTS + " (left_no INTEGER, right_no INTEGER,"
                + " finding VARCHAR, decided_by VARCHAR, means VARCHAR)");
    }

    /** What verdicts brought about: that profiles became one, or one became two. */
    private static Statement decided() {
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_decided AS SELECT kind, profile_id, other_profile_id,"
                + " " + first("decided_by") + ", " + first("means") + " FROM (SELECT CASE finding WHEN 'same' THEN"
                + " 'merged' ELSE 'split' END AS kind, i.profile_id, b.profile_id AS other_profile_id, v.decided_by,"
                + " v.means FROM (SELECT left_no AS one, right_no AS other, finding, decided_by, means FROM " + VERDICTS
                + " UNION ALL SELECT right_no, left_no, finding, decided_by, means FROM " + VERDICTS + ") v"
                + " JOIN clusters c ON c.record_no = v.one JOIN gold_ids i ON i.cluster_no = c.cluster_no"
                + " JOIN records o ON o.record_no = v.one JOIN records r ON r.record_no = v.other"
                + " JOIN identity.profiles b ON b.source = r.source AND b.record_id = r.record_id"
                + " LEFT JOIN identity.profiles a ON a.source = o.source AND a.record_id = o.record_id"
                + " WHERE v.finding = 'same' OR a.profile_id = b.profile_id)"
                + " GROUP BY kind, profile_id, other_profile_id");
    }

    /** What people found comes before what others did. */
    private static String first(String column) {
        return "coalesce(min(" + column + ") FILTER (WHERE decided_by LIKE 'person:%'), min(" + column + ")) AS "
                + column;
    }

    private static Statement named() {
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_history AS SELECT CASE WHEN h.kind = 'split' AND"
                + " d.means = 'unmerge' THEN 'unmerged' ELSE h.kind END AS kind, h.profile_id, h.other_profile_id,"
                + " h.records, d.decided_by FROM gold_happened h LEFT JOIN gold_decided d ON d.kind = h.kind AND"
                + " d.profile_id = h.profile_id AND d.other_profile_id = h.other_profile_id");
    }

    private static Statement happened() {
        String lives = "EXISTS (SELECT 1 FROM gold_ids l WHERE l.profile_id = o.profile_id)";
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_happened AS"
                + " SELECT 'created' AS kind, i.profile_id, CAST(NULL AS VARCHAR) AS other_profile_id,"
                + " count(*) AS records FROM gold_ids i JOIN clusters c ON c.cluster_no = i.cluster_no WHERE i.minted"
                + " AND NOT EXISTS (SELECT 1 FROM gold_overlaps o WHERE o.cluster_no = i.cluster_no)"
                + " GROUP BY i.profile_id UNION ALL"
                + " SELECT CASE WHEN " + lives + " THEN 'split' ELSE 'merged' END, i.profile_id, o.profile_id,"
                + " o.records FROM gold_overlaps o JOIN gold_ids i ON i.cluster_no = o.cluster_no"
                + " WHERE i.profile_id <> o.profile_id UNION ALL"
                + " SELECT 'retired', o.profile_id, NULL, o.records FROM gold_last o"
                + " WHERE NOT EXISTS (SELECT 1 FROM gold_overlaps v WHERE v.profile_id = o.profile_id)");
    }

    /** A merged profile lives on where most of its records went, ties to the lesser id. */
    private static Statement targets() {
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_targets AS SELECT other_profile_id AS profile_id,"
                + " profile_id AS current_profile_id FROM gold_history WHERE kind = 'merged' QUALIFY row_number() OVER"
                + " (PARTITION BY other_profile_id ORDER BY records DESC, profile_id) = 1");
    }

    /** Older redirects follow their target on; one whose id lives again ends. */
    private static Statement redirects() {
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_redirects AS"
                + " SELECT profile_id, current_profile_id, TRUE AS fresh, CAST(NULL AS VARCHAR) AS run_id"
                + " FROM gold_targets UNION ALL"
                + " SELECT o.profile_id, coalesce(t.current_profile_id, o.current_profile_id), FALSE, o.run_id"
                + " FROM identity.redirects o LEFT JOIN gold_targets t ON t.profile_id = o.current_profile_id"
                + " WHERE NOT EXISTS (SELECT 1 FROM gold_targets n WHERE n.profile_id = o.profile_id)"
                + " AND NOT EXISTS (SELECT 1 FROM gold_ids i WHERE i.profile_id = o.profile_id)");
    }

    /** How many profiles were created, merged, split and retired. */
    public static Statement counts() {
        return Statement.of("SELECT kind, count(DISTINCT CASE WHEN kind = 'merged' THEN other_profile_id"
                + " ELSE profile_id END) FROM gold_history GROUP BY kind ORDER BY kind");
    }

    /** One row: whether redirects are others than before. */
    public static Statement redirectsChanged() {
        return Statement.of("SELECT EXISTS (SELECT 1 FROM gold_targets) OR"
                + " (SELECT count(*) FROM gold_redirects) <> (SELECT count(*) FROM identity.redirects)");
    }

    /** The rows to append to {@code identity.history}. */
    public static Statement rows(String runId, Instant at) {
        return Statement.of(
                "SELECT CAST(? AS VARCHAR) AS run_id, CAST(? AS TIMESTAMPTZ) AS happened_at, kind, profile_id,"
                        + " other_profile_id, records, decided_by FROM gold_history",
                runId,
                at);
    }

    /** The rows of {@code identity.redirects}. */
    public static Statement redirectRows(String runId) {
        return Statement.of(
                "SELECT profile_id, current_profile_id, CASE WHEN fresh THEN CAST(? AS VARCHAR) ELSE run_id END AS"
                        + " run_id FROM gold_redirects",
                runId);
    }
}
