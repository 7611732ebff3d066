package io.tarn.loop.gold;

import io.tarn.lake.table.Column;
import io.tarn.loop.LoopErrors;
import io.tarn.model.policy.SourceDefinition;
import java.util.List;
import java.util.Optional;

/** The columns that a definition names, found among those that are there by the name in the source or in the table. */
record NamedColumns(SourceDefinition source, List<Column> columns, String place) {
    /** Refuses a definition that names a column that is not there. */
    void require() {
        source.key().ifPresent(name -> find("key", name));
        source.observedAt().ifPresent(name -> find("observed-at", name));
    }

    /**
     * @throws io.tarn.model.error.TarnException INVALID_DEFINITION when a column is named that is not there
     */
    Optional<String> key() {
        return source.key().map(name -> find("key", name));
    }

    /** As {@link #key}, for the column that says when the source last saw the record. */
    Optional<String> observedAt() {
        return source.observedAt().map(name -> find("observed-at", name));
    }

    private String find(String role, String wanted) {
        String original = "'" + wanted + "' in the source";
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(wanted)
                        || column.meaning().endsWith(original))
                .findFirst()
                .map(Column::name)
                .orElseThrow(() -> LoopErrors.noSuchColumn(
                        source.name(),
                        role,
                        wanted,
                        place,
                        columns.stream().map(Column::name).toList()));
    }
}
