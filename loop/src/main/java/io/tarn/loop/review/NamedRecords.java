package io.tarn.loop.review;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.identity.RecordName;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Names of records as rows: the columns {@code source} and {@code record_id}. */
public final class NamedRecords {
    private static final List<Column> COLUMNS =
            List.of(Column.of("source", Scalar.STRING, "The source"), Column.of("record_id", Scalar.STRING, "The key"));

    private NamedRecords() {}

    /** Fills a temporary table with names, a row each. */
    public static void load(LakeSession session, String table, Set<RecordName> names) {
        session.load(table, COLUMNS, sink -> names.forEach(one -> sink.row(one.source(), one.recordId())));
    }

    /** The name whose source stands in a column of a row, and whose key in the next. */
    public static RecordName name(Row row, int column) {
        return new RecordName(Objects.requireNonNull(row.text(column)), Objects.requireNonNull(row.text(column + 1)));
    }
}
