package io.tarn.unify.identity;

import io.tarn.lake.dialect.Statement;
import java.time.Instant;
import java.util.List;

/**
 * The SQL of what happened to profiles between two runs, from what {@link StableIds} left behind.
 *
 * <p>A profile without records left in any cluster is retired. One whose id no cluster adopted is merged into each
 * profile that took records of it. A profile that took records of one that lives on was split from it. A new profile of
 * new records is created. Where all is as it was nothing happened, and no row is written.
 */
public final class IdentityHistory {
    private IdentityHistory() {}

    /** Leaves {@code gold_history} (kind, profile_id, other_profile_id, records) and {@code gold_redirects} behind. */
    public static List<Statement> statements() {
        return List.of(happened(), targets(), redirects());
    }

    private static Statement happened() {
        String lives = "EXISTS (SELECT 1 FROM gold_ids l WHERE l.profile_id = o.profile_id)";
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_history AS"
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
                        + " other_profile_id, records FROM gold_history",
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
