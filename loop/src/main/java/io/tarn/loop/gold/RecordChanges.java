package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The records that say something else than in the last run, each with what became of it.
 *
 * @param all each of them; none where they are so many that all records are worked on in any case
 * @param size how many they are
 */
public record RecordChanges(List<Change> all, long size) {
    /** The session's table of changes: source, record_id, fate. */
    static final String TABLE = "record_changes";

    static final List<Column> COLUMNS = List.of(
            Column.of("source", Scalar.STRING, "The source"),
            Column.of("record_id", Scalar.STRING, "The key"),
            Column.of("fate", Scalar.STRING, "new, changed or gone"));

    public RecordChanges {
        all = List.copyOf(all);
    }

    /** What became of a record. */
    public enum Fate {
        NEW,
        CHANGED,
        GONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One record. */
    public record Change(String source, String recordId, Fate fate) {}

    /** Whether each of them is known, and not their number alone. */
    boolean isListed() {
        return all.size() == size;
    }

    public long count(Fate fate) {
        return all.stream().filter(one -> one.fate() == fate).count();
    }

    /**
     * Reads the session's table.
     *
     * @param sizeMax beyond so many, only their number is read
     */
    static RecordChanges read(LakeSession session, long sizeMax) {
        long size = session.query(Statement.of("SELECT count(*) FROM " + TABLE), row -> row.number(0))
                .getFirst();
        if (size > sizeMax) {
            return new RecordChanges(List.of(), size);
        }
        return new RecordChanges(
                session.query(
                        Statement.of("SELECT source, record_id, fate FROM " + TABLE + " ORDER BY source, record_id"),
                        row -> new Change(
                                Objects.requireNonNull(row.text(0)),
                                Objects.requireNonNull(row.text(1)),
                                Fate.valueOf(Objects.requireNonNull(row.text(2)).toUpperCase(Locale.ROOT)))),
                size);
    }

    /** Makes the table in a session. */
    void load(LakeSession session) {
        session.load(
                TABLE,
                COLUMNS,
                sink -> all.forEach(
                        one -> sink.row(one.source(), one.recordId(), one.fate().word())));
    }
}
