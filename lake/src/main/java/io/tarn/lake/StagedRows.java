package io.tarn.lake;

import java.util.Optional;

/**
 * Rows from Java beside a table, of which nobody sees any until they are appended, all in one commit; closed before, they
 * are gone. They should come in the order by which the table is sorted: they are kept as they come, and readers skip
 * less of rows in another order. Confined to the thread of its session.
 */
public interface StagedRows extends RowFeed.Sink, AutoCloseable {
    /** How many rows came so far. */
    long count();

    /** Adds the rows to the table, whatever it is by then; returns its new version, empty where no row came. */
    Optional<Long> append();

    @Override
    void close();
}
