package io.tarn.storage;

import io.tarn.model.identity.ProfileId;
import java.util.List;

/**
 * What one commit has for the lake.
 *
 * @param offset of the last log entry of the commit
 * @param rows of whatever tables, in order
 * @param changed the profiles that it changed, by their ids after it
 */
public record Outgoing(long offset, List<Row> rows, List<ProfileId> changed) {
    public Outgoing {
        rows = List.copyOf(rows);
        changed = List.copyOf(changed);
    }

    /**
     * A row for a table of the lake.
     *
     * @param offset of the log entry that it stems from
     * @param json its columns by name, in the row's JSON form
     */
    public record Row(String table, long offset, String json) {}
}
