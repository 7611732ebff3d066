package io.tarn.unify.identity;

import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import java.util.List;

/** The SQL of links as people read them: by source and key, with what spoke for and against. */
public final class LinkRows {
    /** The columns of the temporary table {@link #EVIDENCE}: one row an entry, numbered from 0 in each pattern. */
    public static final List<Column> EVIDENCE_COLUMNS = List.of(
            Column.of("pattern", Scalar.LONG, "The agreement pattern"),
            Column.of("entry_no", Scalar.INTEGER, "The entry's place"),
            Column.of("comparison", Scalar.STRING, "What was compared"),
            Column.of("level", Scalar.STRING, "How far it agreed"),
            Column.of("weight", Scalar.DOUBLE, "Bits for, or against when negative"));

    public static final String EVIDENCE = "gold_evidence_entries";

    private LinkRows() {}

    /** Every pattern for which evidence is wanted. */
    public static Statement patterns() {
        return Statement.of("SELECT DISTINCT pattern FROM links WHERE pattern IS NOT NULL ORDER BY pattern");
    }

    /**
     * Gathers the entries of each pattern, and the two ends of each link, in tables of their own: one join at a time,
     * because an engine may fail on all of them at once when they are large.
     */
    public static List<Statement> preparations() {
        return List.of(
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_evidence AS SELECT pattern, list({'comparison':"
                        + " comparison, 'level': level, 'weight': weight} ORDER BY entry_no) AS evidence FROM "
                        + EVIDENCE + " GROUP BY pattern"),
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_left AS SELECT l.*, r.source AS left_source,"
                        + " r.record_id AS left_record_id, c.cluster_no AS left_cluster FROM links l"
                        + " JOIN records r ON r.record_no = l.left_no JOIN clusters c ON c.record_no = l.left_no"),
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_link_ends AS SELECT l.*, r.source AS right_source,"
                        + " r.record_id AS right_record_id, c.cluster_no AS right_cluster FROM gold_left l"
                        + " JOIN records r ON r.record_no = l.right_no JOIN clusters c ON c.record_no = l.right_no"),
                Statement.of("DROP TABLE gold_left"));
    }

    /** The rows of {@code identity.links}. */
    public static Statement rows(String modelVersion) {
        return Statement.of(
                "SELECT l.left_source, l.left_record_id, l.right_source, l.right_record_id, l.decided_by, l.band,"
                        + " l.weight, l.probability, l.left_cluster = l.right_cluster AS joined, e.evidence,"
                        + " CAST(? AS VARCHAR) AS model_version"
                        + " FROM gold_link_ends l LEFT JOIN gold_evidence e ON e.pattern = l.pattern",
                modelVersion);
    }
}
