package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.tombstone.ForgottenRecords;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.identity.SourceName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The writing of {@code silver.records} and {@code silver.rejected}. Where somebody was forgotten, records are first
 * looked through beside the tables, so that no version of a table ever holds one that is to be left out; their keys stay
 * in the session as {@value #LEFT_OUT}.
 */
final class Silver {
    /** Source, key, file and row of the records that were left out. */
    static final String LEFT_OUT = "records_left_out";

    private final LakeSession session;
    private final ForgottenRecords forgotten;

    Silver(LakeSession session, ForgottenRecords forgotten) {
        this.session = session;
        this.forgotten = forgotten;
    }

    /** Returns how many records were left out, by source. */
    Map<SourceName, Long> write(Statement records, Statement rejected, Tombstones tombstones) {
        if (tombstones.isEmpty()) {
            session.overwrite(SilverTables.RECORDS.name(), records);
            session.overwrite(SilverTables.REJECTED.name(), rejected);
            return Map.of();
        }
        session.execute(records.withSql("CREATE TEMP TABLE prepared_records AS " + records.sql()));
        Map<String, Set<String>> found = forgotten.find(session, "prepared_records");
        session.load(
                "forgotten_keys",
                List.of(
                        Column.of("source", Scalar.STRING, "The source"),
                        Column.of("record_id", Scalar.STRING, "The key")),
                sink -> found.forEach((source, keys) -> keys.forEach(key -> sink.row(source, key))));
        session.execute(Statement.of("CREATE TEMP TABLE " + LEFT_OUT
                + " AS SELECT source, record_id, file, row_number FROM prepared_records WHERE (source, record_id) IN"
                + " (SELECT source, record_id FROM forgotten_keys)"));
        session.overwrite(
                SilverTables.RECORDS.name(),
                Statement.of("SELECT * FROM prepared_records WHERE (source, record_id) NOT IN"
                        + " (SELECT source, record_id FROM forgotten_keys)"));
        // What was rejected beside a record has its key; another row of the person is found by a later forgetting.
        session.overwrite(
                SilverTables.REJECTED.name(),
                rejected.withSql("SELECT * FROM (" + rejected.sql() + ") q WHERE NOT EXISTS (SELECT 1 FROM "
                        + "forgotten_keys k WHERE k.source = q.source AND k.record_id = q.record_id)"));
        session.execute(Statement.of("DROP TABLE prepared_records"));
        Map<SourceName, Long> counts = new TreeMap<>();
        found.forEach((source, keys) -> counts.put(new SourceName(source), (long) keys.size()));
        return counts;
    }
}
