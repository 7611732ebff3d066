package io.tarn.lake.delta;

import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file of one version of a table, as its log names it.
 *
 * @param rows the rows that the log counts in it less the deleted ones; 0 when the log does not say
 * @param partition the values of the partition columns, which the file itself does not hold
 * @param deletions where the rows are named that no longer count
 */
record DataFile(
        Path path,
        long bytes,
        long rows,
        Map<String, @Nullable String> partition,
        Optional<DeletionVectorDescriptor> deletions,
        AddFile action) {
    /** What makes it the same file with the same rows in two versions. */
    String identity() {
        return path + deletions.map(vector -> "#" + vector.getUniqueId()).orElse("");
    }
}
