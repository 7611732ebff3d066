package io.tarn.collect.source;

import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import java.util.List;
import java.util.Optional;

/**
 * A file that the engine can read.
 *
 * @param format how it was read, for people
 * @param columns the file's own columns by the names they land under; a meaning tells the name in the file
 * @param rows answers with those columns and {@code _row}
 * @param rowCount how many rows that is
 * @param unreadable answers with {@code row_number, reason, detail, raw}, empty when all could be read
 * @param unreadableCount how many rows that is
 * @param stagedBytes what it takes in the scratch folder
 * @param warnings what a person should know, without personal data
 */
public record Staged(
        String format,
        List<Column> columns,
        Statement rows,
        long rowCount,
        Optional<Statement> unreadable,
        long unreadableCount,
        long stagedBytes,
        List<String> warnings) {
    public Staged {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }
}
