package io.tarn.unify.identity;

import io.tarn.lake.dialect.Statement;
import java.util.ArrayList;
import java.util.List;

/** The SQL of identifiers and the profiles they lead to, from {@code records}, {@code clusters} and {@code gold_ids}. */
public final class Identifiers {
    private static final List<String> TYPES =
            List.of("email", "phone", "national_id", "device_id", "anonymous_id", "user_id", "external_id");

    private Identifiers() {}

    /**
     * Gathers every identifier into {@code gold_identifiers}. Most lead to one profile: those are done after one pass;
     * only the others are counted by profile.
     */
    public static List<Statement> statements(IdentifierLimits limits) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of("CREATE OR REPLACE TEMP TABLE gold_identifiers (type VARCHAR, value VARCHAR,"
                + " cluster_no INTEGER, records BIGINT, first_seen TIMESTAMPTZ, last_seen TIMESTAMPTZ,"
                + " quarantined BOOLEAN)"));
        TYPES.forEach(type -> statements.addAll(ofType(type, limits.of(type))));
        return List.copyOf(statements);
    }

    private static List<Statement> ofType(String type, int profilesMax) {
        String carried = "SELECT r." + type + " AS value, c.cluster_no, r.observed_at FROM records r"
                + " JOIN clusters c ON c.record_no = r.record_no WHERE r." + type + " IS NOT NULL";
        if (type.equals("email") || type.equals("phone")) {
            String others = "r.other_" + type + "s";
            carried += " UNION ALL SELECT value, cluster_no, observed_at FROM (SELECT DISTINCT unnest(" + others
                    + ") AS value, r." + type + " AS first, c.cluster_no, r.observed_at, r.record_no FROM records r"
                    + " JOIN clusters c ON c.record_no = r.record_no WHERE len(" + others + ") > 0)"
                    + " WHERE value IS NOT NULL AND (first IS NULL OR value <> first)";
        }
        Statement spread = Statement.of("CREATE OR REPLACE TEMP TABLE gold_spread AS SELECT value, min(cluster_no) AS"
                + " least, max(cluster_no) AS greatest, count(*) AS records, min(observed_at) AS first_seen,"
                + " max(observed_at) AS last_seen FROM (" + carried + ") GROUP BY value");
        Statement own = Statement.of("INSERT INTO gold_identifiers SELECT '" + type
                + "', value, least, records, first_seen, last_seen, FALSE FROM gold_spread WHERE least = greatest");
        Statement shared = Statement.of("INSERT INTO gold_identifiers SELECT '" + type
                + "', value, cluster_no, records, first_seen, last_seen, count(*) OVER (PARTITION BY value) > "
                + profilesMax + " FROM (SELECT value, cluster_no, count(*) AS records, min(observed_at) AS first_seen,"
                + " max(observed_at) AS last_seen FROM (" + carried + ") WHERE value IN (SELECT value FROM gold_spread"
                + " WHERE least <> greatest) GROUP BY value, cluster_no)");
        return List.of(spread, own, shared, Statement.of("DROP TABLE gold_spread"));
    }

    /** The rows of {@code identity.identifiers}. */
    public static Statement rows() {
        return Statement.of("SELECT g.type, g.value, i.profile_id, g.records, g.first_seen, g.last_seen, g.quarantined"
                + " FROM gold_identifiers g JOIN gold_ids i ON i.cluster_no = g.cluster_no");
    }

    /**
     * The rows of {@code identity.identifiers} where only some profiles were formed anew: theirs, and those of other
     * profiles that share an identifier with them now or did in the last run, for who is quarantined depends on all.
     */
    public static List<Statement> shared(IdentifierLimits limits) {
        StringBuilder limit = new StringBuilder("CASE type");
        TYPES.forEach(
                type -> limit.append(" WHEN '").append(type).append("' THEN ").append(limits.of(type)));
        limit.append(" END");
        return List.of(
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_own AS " + rows().sql()),
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_touched AS SELECT type, value FROM gold_own UNION"
                        + " SELECT type, value FROM identity.identifiers WHERE profile_id IN"
                        + " (SELECT profile_id FROM gold_last)"),
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_shared AS SELECT * REPLACE (count(*) OVER"
                        + " (PARTITION BY type, value) > " + limit + " AS quarantined) FROM (SELECT * FROM gold_own"
                        + " UNION ALL SELECT i.* FROM identity.identifiers i JOIN gold_touched v ON v.type = i.type"
                        + " AND v.value = i.value WHERE i.profile_id NOT IN (SELECT profile_id FROM gold_last))"));
    }

    /** The rows that {@link #shared} made. */
    public static Statement sharedRows() {
        return Statement.of("SELECT * FROM gold_shared");
    }

    /** How many identifiers are quarantined, by type. */
    public static Statement quarantined() {
        return Statement.of("SELECT type, count(DISTINCT value) FROM identity.identifiers WHERE quarantined"
                + " GROUP BY type ORDER BY type");
    }
}
