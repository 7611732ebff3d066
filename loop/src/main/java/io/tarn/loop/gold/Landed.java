package io.tarn.loop.gold;

import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableName;
import io.tarn.model.identity.SourceName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of a source when it was landed.
 *
 * @param table its bronze table; empty when it is used in place, or has nothing to land
 * @param inPlace the folder of the Delta table that is read where it lies
 * @param filesNew how many files or tables were landed now
 * @param filesKnown how many had been landed before and are unchanged
 * @param rows how many rows were landed now; of a table in place, how many it has
 * @param unreadable how many rows could not be read now
 * @param bytes the size of what was landed now
 * @param columns the source's own columns with their types, by the names they have in the table
 * @param key the column of the table that the definition calls the key
 * @param observedAt the column of the table that says when the source last saw the record
 * @param warnings what a person should know, without personal data
 */
public record Landed(
        SourceName source,
        Optional<TableName> table,
        Optional<Path> inPlace,
        int filesNew,
        int filesKnown,
        long rows,
        long unreadable,
        long bytes,
        List<Column> columns,
        Optional<String> key,
        Optional<String> observedAt,
        List<String> warnings) {
    public Landed {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }
}
