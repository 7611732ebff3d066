package io.tarn.loop.gold;

import io.tarn.lake.table.BronzeTables;
import io.tarn.model.policy.SourceDefinition;

/**
 * A source that is to be prepared and the name of the table or view that shows its rows, ready for SQL.
 *
 * @param view {@code bronze.<source>}, or the view under which a table that lies elsewhere is attached
 */
public record SourceInput(SourceDefinition definition, String view) {
    /** A source that was landed. */
    public static SourceInput landed(SourceDefinition definition) {
        return new SourceInput(definition, BronzeTables.table(definition.name()).toString());
    }
}
