package io.tarn.lake.delta;

import io.tarn.lake.LakeSession;
import io.tarn.lake.RowFeed;
import io.tarn.lake.RowReader;
import io.tarn.lake.StagedRows;
import io.tarn.lake.WriteId;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A session over the tables of a lake on local disk. Confined to one thread. */
final class DeltaSession implements LakeSession {
    private final DuckDbEngine engine;
    private final DeltaTables tables;
    private final SessionViews views;
    private final TableWrites writes;

    DeltaSession(DuckDbEngine engine, DeltaTables tables, SessionViews views, TableWrites writes) {
        this.engine = engine;
        this.tables = tables;
        this.views = views;
        this.writes = writes;
    }

    @Override
    public Dialect dialect() {
        return DuckDbDialect.INSTANCE;
    }

    @Override
    public void execute(Statement statement) {
        views.provide(statement.sql());
        engine.execute(statement);
    }

    @Override
    public <T> List<T> query(Statement statement, RowReader<T> reader) {
        views.provide(statement.sql());
        return engine.query(statement, reader);
    }

    @Override
    public void forEach(Statement statement, RowReader<?> reader) {
        views.provide(statement.sql());
        engine.forEach(statement, reader);
    }

    @Override
    public List<Column> columns(Statement statement) {
        views.provide(statement.sql());
        return engine.columns(statement);
    }

    @Override
    public void load(String temporaryTable, List<Column> columns, RowFeed rows) {
        engine.load(temporaryTable, columns, rows);
    }

    @Override
    public void register(ScalarFunction function) {
        engine.register(function);
    }

    @Override
    public void attach(String view, Path table) {
        ForeignTables.attach(engine, tables.log(), view, table);
    }

    @Override
    public void narrow(TableName table, String column, Object least, Object greatest) {
        views.narrow(table, column, least, greatest);
    }

    @Override
    public StagedRows stage(TableName table, List<Column> columns) {
        return new StagedFile(table, writes, views, writes.stage(table, columns));
    }

    @Override
    public Optional<Long> append(TableName table, Statement rows, Optional<WriteId> id) {
        views.provide(rows.sql());
        return writes.append(table, rows, id).map(views::moveTo);
    }

    @Override
    public long overwrite(TableName table, Statement rows) {
        views.provide(rows.sql());
        return views.moveTo(writes.overwrite(table, views.read(table), rows));
    }

    @Override
    public long merge(TableName table, List<String> key, Statement rows) {
        views.provide(rows.sql());
        return views.moveTo(writes.merge(table, key, rows));
    }

    @Override
    public long replaceWhere(TableName table, Statement condition, Statement rows) {
        views.provide(condition.sql());
        views.provide(rows.sql());
        return views.moveTo(writes.replaceWhere(table, condition, rows));
    }

    @Override
    public long deleteWhere(TableName table, Statement condition) {
        views.provide(condition.sql());
        return views.moveTo(writes.deleteWhere(table, condition));
    }

    @Override
    public void close() {
        try (engine) {
            writes.close();
        }
    }
}
