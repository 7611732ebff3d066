package io.tarn.lake;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A connection to the engine in which every table of the lake is a view, pinned at its {@link ReadPoint}, and in which
 * temporary tables live until it is closed. Confined to one thread; the engine itself works with several.
 *
 * <p>A query handed to a write may read views and temporary tables of the session. Its columns are matched to the
 * table's by name; columns that it lacks become NULL. After a write the session sees the table's new version.
 */
public interface LakeSession extends AutoCloseable {
    Dialect dialect();

    void execute(Statement statement);

    <T> List<T> query(Statement statement, RowReader<T> reader);

    /** Hands each row on as it comes, for answers that may not fit in memory; the reader must not use the session. */
    void forEach(Statement statement, RowReader<?> reader);

    /** The names of the columns that a statement answers with. */
    List<Column> columns(Statement statement);

    /** Makes a temporary table of rows from Java. */
    void load(String temporaryTable, List<Column> columns, RowFeed rows);

    /** Makes a function callable by name; the same name again replaces nothing and is an error. */
    void register(ScalarFunction function);

    /** Shows a Delta table that lies elsewhere as a view, read where it lies and as it is now. */
    void attach(String view, Path table);

    /**
     * Leaves out of a table's view the files that, by their statistics, hold no value of a column between two values,
     * both included. Rows outside may still be seen, so a query keeps its condition; it opens fewer files. Lasts until
     * the next write of this session to the table. A hint: an engine that skips files by itself ignores it.
     */
    default void narrow(TableName table, String column, Object least, Object greatest) {}

    /**
     * Begins rows from Java for a table; what they lack of its columns becomes NULL. For many rows this is several times
     * as fast as a temporary table or a file that the engine reads first.
     *
     * @param columns what each row has, in its order, by the table's names
     */
    StagedRows stage(TableName table, List<Column> columns);

    /** Adds the answer's rows; returns the new version, or empty when the write id was there already. */
    Optional<Long> append(TableName table, Statement rows, Optional<WriteId> id);

    /** Replaces all rows; fails with WRITE_CONFLICT when the table has moved on since this session read it. */
    long overwrite(TableName table, Statement rows);

    /**
     * Replaces the rows whose key (the contract's) is in the answer and adds the others; rewrites only files that hold
     * such a key, and plans again when another writer was faster.
     */
    long merge(TableName table, List<String> key, Statement rows);

    /**
     * Deletes the rows for which the condition is true, as {@link #deleteWhere} does, and adds the answer's, all in one
     * commit; no commit when there is neither. Rewrites only files that hold such a row, and plans again when another
     * writer was faster.
     */
    long replaceWhere(TableName table, Statement condition, Statement rows);

    /** Deletes the rows for which the condition (SQL over the table, {@code t}) is true; NULL keeps a row. */
    long deleteWhere(TableName table, Statement condition);

    @Override
    void close();
}
