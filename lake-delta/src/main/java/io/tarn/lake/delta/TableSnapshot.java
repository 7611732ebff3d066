package io.tarn.lake.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructType;
import io.tarn.lake.TableState;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A table at one version: its schema, properties and files. Immutable. */
record TableSnapshot(
        Snapshot kernel,
        Path path,
        long version,
        StructType schema,
        Map<String, String> properties,
        List<String> partitionColumns,
        List<DataFile> files) {
    static final String COLUMN_MAPPING = "delta.columnMapping.mode";
    static final String SORTED_BY = "tarn.sortedBy";
    static final String KEY = "tarn.key";
    static final String MEANING = "tarn.meaning";

    TableSnapshot {
        properties = Map.copyOf(properties);
        partitionColumns = List.copyOf(partitionColumns);
        files = List.copyOf(files);
    }

    /** Whether every file holds every column under its own name: so it is in tables of ours that never changed. */
    boolean isPlain() {
        return properties.containsKey(MEANING) && !isMapped();
    }

    boolean isMapped() {
        return !properties.getOrDefault(COLUMN_MAPPING, "none").equals("none");
    }

    List<Column> columns() {
        return DeltaTypes.columns(schema);
    }

    List<String> sortedBy() {
        return names(SORTED_BY);
    }

    List<String> key() {
        return names(KEY);
    }

    TableState state(TableName name) {
        return new TableState(
                name,
                version,
                columns(),
                files.size(),
                files.stream().mapToLong(DataFile::rows).sum(),
                files.stream().mapToLong(DataFile::bytes).sum());
    }

    private List<String> names(String property) {
        String text = properties.getOrDefault(property, "");
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
