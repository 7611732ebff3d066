package io.tarn.audience.eval;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.EventTables;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The relations that a translated expression reads, by their names in SQL.
 *
 * @param profiles one row a living profile: {@code profile_id}, {@code traits} (structs with the text {@code value} by
 *     name), {@code consents} (flags by category), {@code identifiers} (structs with {@code type})
 * @param events one row an event: {@code profile_id}, {@code name}, {@code "timestamp"}, {@code message_id},
 *     {@code properties} (texts by path)
 * @param columns traits that stand in a text column of their own in {@code profiles}, with that column's name: for
 *     callers that lay them out so because it is faster
 */
public record LakeRelations(String profiles, String events, Map<String, String> columns) {
    public LakeRelations {
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    public LakeRelations(String profiles, String events) {
        this(profiles, events, Map.of());
    }

    /** The profiles as they live now: of each the newest row of {@code gold.profile_changes}. */
    public static String livingProfiles() {
        String changes = EventTables.PROFILE_CHANGES.name().toString();
        return "SELECT c.profile_id, c.traits, c.consents, c.identifiers, c.constituents FROM " + changes
                + " c JOIN (SELECT profile_id, max(log_offset) AS log_offset FROM " + changes
                + " GROUP BY profile_id) n ON n.profile_id = c.profile_id AND n.log_offset = c.log_offset"
                + " WHERE c.state = 'live'";
    }

    /**
     * Events with the profile that they belong to now: an event stays with its constituent, and a constituent moves as
     * profiles are merged and taken apart.
     *
     * @param profiles a relation that has also the profiles' {@code constituents}
     */
    public static String eventsOf(String profiles, Dialect dialect) {
        return "SELECT o.profile_id, e.name, e.\"timestamp\", e.message_id, e.properties FROM "
                + EventTables.SILVER.name() + " e JOIN (SELECT profile_id, " + dialect.unnested("constituents")
                + " AS constituent_id FROM " + profiles + ") o ON o.constituent_id = e.constituent_id";
    }
}
