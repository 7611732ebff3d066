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

    /** Gathers the entries of each pattern. */
    public static Statement evidence() {
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_evidence AS SELECT pattern, list({'comparison':"
                + " comparison, 'level': level, 'weight': weight} ORDER BY entry_no) AS evidence FROM " + EVIDENCE
                + " GROUP BY pattern");
    }

    /** The rows of {@code identity.links}. */
    public static Statement rows(String modelVersion) {
        return Statement.of(
                "SELECT a.source AS left_source, a.record_id AS left_record_id, b.source AS right_source,"
                        + " b.record_id AS right_record_id, l.decided_by, l.band, l.weight, l.probability,"
                        + " ca.cluster_no = cb.cluster_no AS joined, e.evidence, CAST(? AS VARCHAR) AS model_version"
                        + " FROM links l JOIN records a ON a.record_no = l.left_no JOIN records b ON b.record_no ="
                        + " l.right_no JOIN clusters ca ON ca.record_no = l.left_no JOIN clusters cb ON cb.record_no ="
                        + " l.right_no LEFT JOIN gold_evidence e ON e.pattern = l.pattern",
                modelVersion);
    }
}
