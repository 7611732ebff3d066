package io.tarn.collect.normalize;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.policy.SourceDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keys of a source's rows, as SQL: what a row's key is, which row wins where several have the same, and what is
 * rejected for its key.
 *
 * <p>The newest landing wins; within one landing the newest by observation, then the highest row. Of the rows that lose,
 * those of the winner's own file that say something else are rejected; the others are repeats or older versions.
 */
final class Keys {
    private static final int RAW_MAX = 4_000;

    private final SourceDefinition definition;
    private final SourceRelation relation;
    private final Dialect dialect;
    private final Optional<String> observedAt;

    Keys(SourceDefinition definition, SourceRelation relation, Dialect dialect, Optional<String> observedAt) {
        this.definition = definition;
        this.relation = relation;
        this.dialect = dialect;
        this.observedAt = observedAt;
    }

    /** The key of the row r, NULL when it is missing. */
    String key() {
        return RecordKeySql.of(definition, dialect, "r.");
    }

    /** Whether the row r has a key. */
    String hasKey() {
        return "NULLIF(TRIM(" + key() + "), '') IS NOT NULL";
    }

    /** Whether the row r is no loser. */
    String isWinner() {
        return "NOT EXISTS (SELECT 1 FROM " + losers() + " l WHERE l.row_number = " + column(SourceRelation.ROW)
                + " AND l.file = " + column(SourceRelation.FILE) + " AND l.ingested_at = "
                + column(SourceRelation.INGESTED_AT) + ")";
    }

    String observedAt() {
        return observedAt.orElse("CAST(NULL AS " + dialect.typeName(Scalar.TIMESTAMP) + ")");
    }

    Statement count() {
        String key = "CASE WHEN " + hasKey() + " THEN " + key() + " END";
        return Statement.of("SELECT count(*), count(k), count(DISTINCT k) FROM (SELECT " + key + " AS k FROM "
                + relation.name() + " r)");
    }

    Statement createLosers() {
        String order = "PARTITION BY k ORDER BY i DESC, o DESC NULLS LAST, f DESC, n DESC, c DESC";
        return Statement.of("CREATE TEMPORARY TABLE " + losers() + " AS WITH repeated AS (SELECT " + key()
                + " AS k FROM " + relation.name() + " r WHERE " + hasKey() + " GROUP BY 1 HAVING count(*) > 1),"
                + " candidates AS (SELECT " + key() + " AS k, " + column(SourceRelation.FILE) + " AS f, "
                + column(SourceRelation.ROW) + " AS n, " + column(SourceRelation.INGESTED_AT) + " AS i, "
                + observedAt() + " AS o, md5(" + content() + ") AS c, " + raw() + " AS raw FROM " + relation.name()
                + " r WHERE " + key() + " IN (SELECT k FROM repeated)),"
                + " ranked AS (SELECT *, row_number() OVER w AS place, first_value(c) OVER w AS best,"
                + " first_value(f) OVER w AS best_file, first_value(i) OVER w AS best_landing"
                + " FROM candidates WINDOW w AS (" + order + "))"
                + " SELECT k AS record_id, f AS file, n AS row_number, i AS ingested_at, raw,"
                + " CASE WHEN c = best THEN 'same' WHEN f = best_file AND i = best_landing THEN 'repeated'"
                + " ELSE 'older' END AS fate FROM ranked WHERE place > 1");
    }

    Statement createNoLosers() {
        String text = dialect.typeName(Scalar.STRING);
        return Statement.of("CREATE TEMPORARY TABLE " + losers() + " AS SELECT CAST(NULL AS " + text
                + ") AS record_id, CAST(NULL AS " + text + ") AS file, CAST(NULL AS " + dialect.typeName(Scalar.LONG)
                + ") AS row_number, CAST(NULL AS " + dialect.typeName(Scalar.TIMESTAMP)
                + ") AS ingested_at, CAST(NULL AS "
                + text + ") AS raw, CAST(NULL AS " + text + ") AS fate WHERE false");
    }

    Statement countLosers() {
        return Statement.of("SELECT fate, count(*) FROM " + losers() + " GROUP BY fate ORDER BY fate");
    }

    Statement dropLosers() {
        return Statement.of("DROP TABLE IF EXISTS " + losers());
    }

    Statement rejected() {
        String keyName = definition.key().orElse("");
        String missing = "SELECT " + dialect.literal(definition.name().value()) + " AS source, "
                + column(SourceRelation.FILE) + " AS file, " + column(SourceRelation.ROW)
                + " AS row_number, CAST(NULL AS " + dialect.typeName(Scalar.STRING) + ") AS record_id, "
                + dialect.literal(keyName) + " AS column_name, 'key_missing' AS reason, "
                + dialect.literal(
                        "The key column '" + keyName + "' is empty. Fill it in at the source and land it again.")
                + " AS detail, " + raw() + " AS raw, " + column(SourceRelation.INGESTED_AT) + " AS ingested_at FROM "
                + relation.name() + " r WHERE NOT (" + hasKey() + ")";
        String repeated = "SELECT " + dialect.literal(definition.name().value()) + ", file, row_number, record_id, "
                + dialect.literal(keyName) + ", 'key_repeated', "
                + dialect.literal("Another row of the file has the same key and was kept: the newest, or else the last."
                        + " Make the key unique, or name another with --key.")
                + ", raw, ingested_at FROM " + losers() + " WHERE fate = 'repeated'";
        return Statement.of(missing + " UNION ALL " + repeated);
    }

    /** All columns of the row in one text, for comparing. */
    private String content() {
        return relation.columns().stream()
                .map(column -> "COALESCE(" + text(column) + ", chr(30))")
                .collect(Collectors.joining(", ", "concat_ws(chr(31), ", ")"));
    }

    /** The row as people read it. */
    private String raw() {
        List<String> cells = relation.columns().stream()
                .map(column -> "COALESCE(" + text(column) + ", '')")
                .toList();
        return "left(concat_ws(',', " + String.join(", ", cells) + "), " + RAW_MAX + ")";
    }

    private String text(String column) {
        return "CAST(" + column(column) + " AS " + dialect.typeName(Scalar.STRING) + ")";
    }

    String column(String name) {
        return "r." + dialect.quote(name);
    }

    private String losers() {
        return "losers_" + definition.name();
    }
}
