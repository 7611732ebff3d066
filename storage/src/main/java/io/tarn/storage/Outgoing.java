package io.tarn.storage;

import io.tarn.model.identity.ProfileId;
import java.util.List;
import java.util.Optional;

/**
 * What one commit has for the lake.
 *
 * @param offset of the last log entry of the commit
 * @param rows of whatever tables, in order
 * @param taken the events that it took, in order: the log has the rest of them
 * @param changed the profiles that it changed, by their ids after it
 */
public record Outgoing(long offset, List<Row> rows, List<Taken> taken, List<ProfileId> changed) {
    public Outgoing {
        rows = List.copyOf(rows);
        taken = List.copyOf(taken);
        changed = List.copyOf(changed);
    }

    /**
     * An event that was taken, and whose it became.
     *
     * @param offset of its log entry
     * @param profile the profile as it was then; empty when the event stands for nobody
     * @param constituent the part of the profile that keeps it; empty when the profile is
     */
    public record Taken(long offset, Optional<ProfileId> profile, Optional<ProfileId> constituent) {}

    /**
     * A row for a table of the lake.
     *
     * @param offset of the log entry that it stems from
     * @param json its columns by name, in the row's JSON form
     */
    public record Row(String table, long offset, String json) {}
}
