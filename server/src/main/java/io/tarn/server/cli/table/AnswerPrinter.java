package io.tarn.server.cli.table;

import io.tarn.lake.table.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints one answer, row by row. */
public interface AnswerPrinter {
    void begin(List<Column> columns);

    /** The values by column: text, numbers, booleans, dates, lists, maps or null. */
    void row(List<@Nullable Object> values);

    void end();
}
