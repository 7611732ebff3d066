package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.tombstone.ForgottenRecords;
import io.tarn.loop.tombstone.ForgottenRecords.Place;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.identity.SourceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The writing of {@code silver.records} and {@code silver.rejected}. Where somebody was forgotten, records are first
 * looked through beside the tables, so that no version of a table ever holds one that is to be left out; their keys
 * and places stay in the session as {@value #LEFT_OUT} and {@value #ROWS_LEFT_OUT}.
 */
final class Silver {
    /** Source and key of the records that were left out. */
    static final String LEFT_OUT = "records_left_out";

    /** Source, file and row of what was rejected and left out. */
    static final String ROWS_LEFT_OUT = "rows_left_out";

    private static final String PREPARED = "prepared_records";

    private final LakeSession session;
    private final ForgottenRecords forgotten;

    Silver(LakeSession session, ForgottenRecords forgotten) {
        this.session = session;
        this.forgotten = forgotten;
    }

    /**
     * Returns how many records and rejected rows were left out, by source.
     *
     * @param records all records, or those of the scope
     * @param rejected all rows that are rejected
     * @param scope what is to be replaced; empty where all is
     */
    Map<SourceName, Long> write(
            Statement records, Statement rejected, Tombstones tombstones, Optional<RecordScope> scope) {
        Map<SourceName, Long> counts = new TreeMap<>();
        if (scope.isEmpty() && tombstones.isEmpty()) {
            session.overwrite(SilverTables.RECORDS.name(), records);
        } else {
            session.execute(records.withSql("CREATE TEMP TABLE " + PREPARED + " AS " + records.sql()));
            if (!tombstones.isEmpty()) {
                leaveOut(counts);
            }
            writeRecords(scope);
        }
        if (tombstones.isEmpty()) {
            session.overwrite(SilverTables.REJECTED.name(), rejected);
        } else {
            writeRejected(rejected, counts);
        }
        return counts;
    }

    private void leaveOut(Map<SourceName, Long> counts) {
        Map<String, Set<String>> found = forgotten.find(session, PREPARED);
        session.load(
                LEFT_OUT,
                List.of(
                        Column.of("source", Scalar.STRING, "The source"),
                        Column.of("record_id", Scalar.STRING, "The key")),
                sink -> found.forEach((source, keys) -> keys.forEach(key -> sink.row(source, key))));
        session.execute(Statement.of("DELETE FROM " + PREPARED + " p WHERE EXISTS (SELECT 1 FROM " + LEFT_OUT
                + " k WHERE k.source = p.source AND k.record_id = p.record_id)"));
        found.forEach((source, keys) -> counts.merge(new SourceName(source), (long) keys.size(), Long::sum));
    }

    private void writeRecords(Optional<RecordScope> scope) {
        if (scope.isPresent()) {
            scope.get().compare(PREPARED);
            String replaced = RecordScope.REPLACED + " c WHERE c.source = ";
            session.replaceWhere(
                    SilverTables.RECORDS.name(),
                    Statement.of("EXISTS (SELECT 1 FROM " + replaced
                            + "t.source AND c.record_id = t.record_id AND c.fate <> 'new')"),
                    Statement.of("SELECT * FROM " + PREPARED + " p WHERE EXISTS (SELECT 1 FROM " + replaced
                            + "p.source AND c.record_id = p.record_id)"));
        } else {
            session.overwrite(SilverTables.RECORDS.name(), Statement.of("SELECT * FROM " + PREPARED));
        }
        session.execute(Statement.of("DROP TABLE " + PREPARED));
    }

    private void writeRejected(Statement rejected, Map<SourceName, Long> counts) {
        session.execute(rejected.withSql("CREATE TEMP TABLE prepared_rejected AS " + rejected.sql()));
        List<Place> found = forgotten.findRejected(session, "prepared_rejected");
        session.load(
                ROWS_LEFT_OUT,
                List.of(
                        Column.of("source", Scalar.STRING, "The source"),
                        Column.of("file", Scalar.STRING, "The file"),
                        Column.of("row_number", Scalar.LONG, "The row")),
                sink -> found.forEach(one -> sink.row(one.source(), one.file(), one.row())));
        session.overwrite(
                SilverTables.REJECTED.name(),
                Statement.of("SELECT * FROM prepared_rejected p WHERE NOT EXISTS (SELECT 1 FROM " + LEFT_OUT
                        + " k WHERE k.source = p.source AND k.record_id = p.record_id) AND NOT EXISTS (SELECT 1 FROM "
                        + ROWS_LEFT_OUT
                        + " r WHERE r.source = p.source AND r.file = p.file AND r.row_number IS NOT DISTINCT FROM"
                        + " p.row_number)"));
        session.execute(Statement.of("DROP TABLE prepared_rejected"));
        found.forEach(one -> counts.merge(new SourceName(one.source()), 1L, Long::sum));
    }
}
