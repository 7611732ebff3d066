package io.tarn.unify.identity;

import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.lake.dialect.ScalarFunction.TextFunction;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.identity.ProfileId;
import java.util.List;
import java.util.Objects;

/**
 * The SQL of ids that last: a cluster that shares records with profiles of the last run adopts the id of one, every
 * other cluster gets the id that its least record gives.
 *
 * <p>Reads {@code records}, {@code clusters}, {@value #BEFORE} (the rows of {@code identity.profiles} that the last run
 * left of these records and of those that are gone) and {@code identity.profiles} as the last run left it; leaves
 * {@code gold_ids} (cluster_no, profile_id, minted) and {@code gold_overlaps} (cluster_no, profile_id, records) behind.
 */
public final class StableIds {
    /** The profiles of the last run that the records of this one concern: source, record_id, profile_id. */
    public static final String BEFORE = "profiles_before";

    /** A record whose ids are all worn by other profiles gives another; more than these cannot happen. */
    public static final int GENERATIONS_MAX = 1000;

    /** From source, record id and generation to a profile id. */
    public static final ScalarFunction DERIVE = new TextFunction(
            "tarn_profile_id",
            3,
            text -> ProfileId.derive(
                            Objects.requireNonNull(text[0]),
                            Objects.requireNonNull(text[1]),
                            Integer.parseInt(Objects.requireNonNull(text[2])))
                    .value());

    private StableIds() {}

    /** Finds what clusters and profiles share, and adopts where neither has a choice. */
    public static List<Statement> overlaps() {
        return List.of(
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_last AS SELECT profile_id, count(*) AS records"
                        + " FROM " + BEFORE + " GROUP BY profile_id"),
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_overlaps AS SELECT c.cluster_no, p.profile_id,"
                        + " count(*) AS records FROM " + BEFORE + " p JOIN records r ON r.source = p.source"
                        + " AND r.record_id = p.record_id JOIN clusters c ON c.record_no = r.record_no"
                        + " GROUP BY c.cluster_no, p.profile_id"),
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_contested_ids AS SELECT * FROM gold_overlaps"
                        + " WHERE cluster_no IN (SELECT cluster_no FROM gold_overlaps GROUP BY cluster_no"
                        + " HAVING count(*) > 1) OR profile_id IN (SELECT profile_id FROM gold_overlaps"
                        + " GROUP BY profile_id HAVING count(*) > 1)"),
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_ids AS SELECT cluster_no, profile_id, FALSE AS minted"
                        + " FROM gold_overlaps o WHERE NOT EXISTS (SELECT 1 FROM gold_contested_ids c"
                        + " WHERE c.cluster_no = o.cluster_no)"));
    }

    /**
     * Where there is a choice: cluster, profile, shared records, when the profile came to be, and whether the cluster's
     * least record gave the profile its id.
     */
    public static Statement contested() {
        return Statement.of("SELECT c.cluster_no, c.profile_id, c.records, h.created_at,"
                + " tarn_profile_id(r.source, r.record_id, '0') = c.profile_id FROM gold_contested_ids c"
                + " JOIN records r ON r.record_no = c.cluster_no"
                + " LEFT JOIN (SELECT profile_id, min(happened_at) AS created_at FROM identity.history"
                + " WHERE kind IN ('created', 'split', 'unmerged') AND profile_id IN (SELECT profile_id FROM gold_contested_ids)"
                + " GROUP BY profile_id) h ON h.profile_id = c.profile_id");
    }

    /** Takes what {@link IdAdoption} chose, from a temporary table of cluster_no and profile_id. */
    public static Statement adopt(String table) {
        return Statement.of("INSERT INTO gold_ids SELECT cluster_no, profile_id, FALSE FROM " + table);
    }

    /**
     * Gives clusters without an id the one that their least record gives. An id of the last run is never given anew: it
     * may live on elsewhere, or have been merged a moment ago. One that was merged away earlier is, so that a profile
     * that is parted again gets its own id back.
     */
    public static Statement mint(int generation) {
        return Statement.of(
                "INSERT INTO gold_ids SELECT cluster_no, profile_id, TRUE FROM (SELECT c.cluster_no,"
                        + " tarn_profile_id(r.source, r.record_id, CAST(? AS VARCHAR)) AS profile_id FROM clusters c"
                        + " JOIN records r ON r.record_no = c.record_no WHERE c.record_no = c.cluster_no"
                        + " AND NOT EXISTS (SELECT 1 FROM gold_ids i WHERE i.cluster_no = c.cluster_no)) m"
                        + " WHERE NOT EXISTS (SELECT 1 FROM identity.profiles l WHERE l.profile_id = m.profile_id)"
                        + " AND NOT EXISTS (SELECT 1 FROM gold_ids i WHERE i.profile_id = m.profile_id)",
                Integer.toString(generation));
    }

    /** One row: clusters, clusters with an id, distinct ids. All three are equal when ids are settled. */
    public static Statement progress() {
        return Statement.of("SELECT (SELECT count(*) FROM clusters WHERE record_no = cluster_no),"
                + " count(*), count(DISTINCT profile_id) FROM gold_ids");
    }

    /** The rows of {@code identity.profiles}. */
    public static Statement profiles() {
        return Statement.of("SELECT r.source, r.record_id, i.profile_id FROM clusters c"
                + " JOIN records r ON r.record_no = c.record_no JOIN gold_ids i ON i.cluster_no = c.cluster_no");
    }
}
