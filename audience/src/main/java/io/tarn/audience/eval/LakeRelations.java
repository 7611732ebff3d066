package io.tarn.audience.eval;

import io.tarn.lake.dialect.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The relations that a translated expression reads, by their names in SQL.
 *
 * @param profiles one row a living profile: {@code profile_id}, {@code traits} (structs with the text {@code value} by
 *     name), {@code consents} (flags by category), {@code identifiers} (structs with {@code type}); what an expression
 *     does not ask for may be missing
 * @param events one row an event: {@code profile_id}, {@code name}, {@code "timestamp"}, {@code message_id},
 *     {@code properties} (texts by path)
 * @param columns traits that stand in a text column of their own in {@code profiles}, with that column's name
 * @param tables what the relations are made of, as {@code name AS (…)} with commas between; empty where they stand by
 *     themselves
 */
public record LakeRelations(String profiles, String events, Map<String, String> columns, Statement tables) {
    public LakeRelations {
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    public LakeRelations(String profiles, String events, Map<String, String> columns) {
        this(profiles, events, columns, Statement.of(""));
    }

    public LakeRelations(String profiles, String events) {
        this(profiles, events, Map.of());
    }
}
