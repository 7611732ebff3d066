package io.tarn.loop.gold;

import io.tarn.collect.normalize.RecordKeySql;
import io.tarn.collect.normalize.SourceRelation;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.SilverTables;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The records of which sources may say something else than in the last run, and what became of them. A landed source may
 * where rows have come since, or the row that a record was made of is gone; any other source may in all of its records.
 * Confined to the session's thread.
 */
final class RecordScope {
    /** Source, key and fate of every record whose row in silver is to be replaced; moved ones say what they said. */
    static final String REPLACED = "replaced_records";

    private static final String KEYS = "scope_records";
    private static final String SOURCES = "scope_sources";
    private static final String RECORDS = SilverTables.RECORDS.name().toString();

    /** Where a record came from: another place of the same words changes nothing. */
    private static final Set<String> PLACE = Set.of("file", "row_number", "ingested_at");

    private final LakeSession session;

    private RecordScope(LakeSession session) {
        this.session = session;
    }

    /** A scope with nothing in it. */
    static RecordScope begin(LakeSession session) {
        session.execute(Statement.of("CREATE TEMP TABLE " + KEYS + " (source VARCHAR, record_id VARCHAR)"));
        session.execute(Statement.of("CREATE TEMP TABLE " + SOURCES + " (source VARCHAR)"));
        return new RecordScope(session);
    }

    /** Adds all that a source has, and had. */
    void addAll(SourceName source) {
        session.execute(Statement.of("INSERT INTO " + SOURCES + " VALUES (?)", source.value()));
    }

    /** Adds what may be other of a landed source, and answers with the rows that have it. */
    SourceRelation add(SourceDefinition definition, SourceRelation relation) {
        Dialect dialect = session.dialect();
        String source = dialect.literal(definition.name().value());
        String key = RecordKeySql.of(definition, dialect, "r.");
        String at = dialect.quote(SourceRelation.INGESTED_AT);
        session.execute(Statement.of("INSERT INTO " + KEYS + " SELECT " + source + ", k FROM (SELECT " + key
                + " AS k FROM " + relation.name() + " r WHERE r." + at + " > coalesce((SELECT max(ingested_at) FROM "
                + RECORDS + " WHERE source = " + source + "), TIMESTAMPTZ 'epoch') UNION SELECT s.record_id FROM "
                + RECORDS + " s WHERE s.source = " + source + " AND NOT EXISTS (SELECT 1 FROM " + relation.name()
                + " r WHERE r." + dialect.quote(SourceRelation.ROW) + " = s.row_number AND r."
                + dialect.quote(SourceRelation.FILE) + " = s.file AND r." + at + " = s.ingested_at)) x"
                + " WHERE k IS NOT NULL"));
        String rows = "scope_rows_" + definition.name();
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + rows + " AS SELECT * FROM " + relation.name()
                + " r WHERE " + key + " IN (SELECT record_id FROM " + KEYS + " WHERE source = " + source + ")"));
        return new SourceRelation(rows, relation.columns());
    }

    /**
     * Finds what became of the records: makes {@value #REPLACED} and {@link RecordChanges#TABLE}.
     *
     * @param prepared the table of the records of this scope as they are now
     */
    void compare(String prepared) {
        String same = SilverTables.RECORDS.columns().stream()
                .map(Column::name)
                .filter(column -> !PLACE.contains(column))
                .map(column -> "p." + column + " IS NOT DISTINCT FROM s." + column)
                .collect(Collectors.joining(" AND "));
        String inPlace = PLACE.stream()
                .sorted()
                .map(column -> "p." + column + " IS NOT DISTINCT FROM s." + column)
                .collect(Collectors.joining(" AND "));
        String matched = "ON s.source = p.source AND s.record_id = p.record_id";
        session.execute(Statement.of("CREATE TEMP TABLE " + REPLACED + " AS SELECT * FROM (SELECT p.source,"
                + " p.record_id, CASE WHEN s.record_id IS NULL THEN 'new' WHEN NOT (" + same
                + ") THEN 'changed' WHEN NOT (" + inPlace + ") THEN 'moved' END AS fate FROM " + prepared
                + " p LEFT JOIN " + RECORDS + " s " + matched + ") f WHERE fate IS NOT NULL UNION ALL"
                + " SELECT s.source, s.record_id, 'gone' FROM " + RECORDS + " s WHERE (s.source IN (SELECT source FROM "
                + SOURCES + ") OR EXISTS (SELECT 1 FROM " + KEYS
                + " k WHERE k.source = s.source AND k.record_id = s.record_id)) AND NOT EXISTS (SELECT 1 FROM "
                + prepared + " p WHERE p.source = s.source AND p.record_id = s.record_id)"));
        session.execute(Statement.of("CREATE TEMP TABLE " + RecordChanges.TABLE + " AS SELECT * FROM " + REPLACED
                + " WHERE fate <> 'moved'"));
    }
}
