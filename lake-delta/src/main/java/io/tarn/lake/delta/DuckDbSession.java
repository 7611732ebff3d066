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
import java.util.UUID;

/** A session of the engine without a lake: it queries and computes, and refuses to write tables. */
public final class DuckDbSession implements LakeSession {
    private final DuckDbEngine engine;

    private DuckDbSession(DuckDbEngine engine) {
        this.engine = engine;
    }

    public static DuckDbSession inMemory(DeltaLakeConfig config) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "tarn-" + UUID.randomUUID());
        return new DuckDbSession(DuckDbEngine.open(config, temporary));
    }

    @Override
    public Dialect dialect() {
        return DuckDbDialect.INSTANCE;
    }

    @Override
    public void execute(Statement statement) {
        engine.execute(statement);
    }

    @Override
    public <T> List<T> query(Statement statement, RowReader<T> reader) {
        return engine.query(statement, reader);
    }

    @Override
    public void forEach(Statement statement, RowReader<?> reader) {
        engine.forEach(statement, reader);
    }

    @Override
    public List<Column> columns(Statement statement) {
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
        ForeignTables.attach(engine, new KernelLog(), view, table);
    }

    @Override
    public StagedRows stage(TableName table, List<Column> columns) {
        throw DeltaErrors.readOnlySession();
    }

    @Override
    public Optional<Long> append(TableName table, Statement rows, Optional<WriteId> id) {
        throw DeltaErrors.readOnlySession();
    }

    @Override
    public long overwrite(TableName table, Statement rows) {
        throw DeltaErrors.readOnlySession();
    }

    @Override
    public long merge(TableName table, List<String> key, Statement rows) {
        throw DeltaErrors.readOnlySession();
    }

    @Override
    public long replaceWhere(TableName table, Statement condition, Statement rows) {
        throw DeltaErrors.readOnlySession();
    }

    @Override
    public long deleteWhere(TableName table, Statement condition) {
        throw DeltaErrors.readOnlySession();
    }

    @Override
    public void close() {
        engine.close();
    }
}
