package io.tarn.lake.delta;

import io.tarn.lake.StagedRows;
import io.tarn.lake.table.TableName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows from Java for one table of a session, in a file beside it. Confined to one thread. */
final class StagedFile implements StagedRows {
    private final TableName table;
    private final TableWrites writes;
    private final SessionViews views;
    private final RowFile file;

    StagedFile(TableName table, TableWrites writes, SessionViews views, RowFile file) {
        this.table = table;
        this.writes = writes;
        this.views = views;
        this.file = file;
    }

    @Override
    public void row(@Nullable Object... values) {
        file.row(values);
    }

    @Override
    public long count() {
        return file.count();
    }

    @Override
    public Optional<Long> append() {
        return file.end().map(done -> views.moveTo(writes.append(table, done)));
    }

    @Override
    public void close() {
        file.close();
    }
}
