package io.tarn.lake.delta;

import io.tarn.lake.WriteId;
import java.util.List;
import java.util.Optional;

/**
 * What a commit does to a table's files.
 *
 * @param changesRows false when the rows stay the same and only their files change
 */
record Change(
        String operation,
        List<NewFile> added,
        List<DataFile> restored,
        List<DataFile> removed,
        Optional<WriteId> id,
        boolean changesRows) {
    Change {
        added = List.copyOf(added);
        restored = List.copyOf(restored);
        removed = List.copyOf(removed);
    }

    static Change append(List<NewFile> added, Optional<WriteId> id) {
        return new Change("append", added, List.of(), List.of(), id, true);
    }

    static Change replace(String operation, List<NewFile> added, List<DataFile> removed) {
        return new Change(operation, added, List.of(), removed, Optional.empty(), true);
    }

    static Change compact(List<NewFile> added, List<DataFile> removed) {
        return new Change("compact", added, List.of(), removed, Optional.empty(), false);
    }

    static Change restore(long version, List<DataFile> restored, List<DataFile> removed) {
        return new Change("restore to " + version, List.of(), restored, removed, Optional.empty(), true);
    }
}
