package io.tarn.loop.gold;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a building of gold came to.
 *
 * @param conflicts how many profiles had to choose between values, by trait
 * @param rejected how many records carry a value that does not fit the trait's type, by trait
 * @param quarantined how many identifiers are shared by too many profiles, by type
 * @param profilesBySize how many profiles hold so many records
 * @param notes what a person should know
 */
public record GoldBuilt(
        long records,
        long profiles,
        long created,
        long merged,
        long split,
        long retired,
        Map<String, Long> conflicts,
        Map<String, Long> rejected,
        Map<String, Long> quarantined,
        Map<Long, Long> profilesBySize,
        List<String> notes) {
    public GoldBuilt {
        conflicts = Collections.unmodifiableMap(new LinkedHashMap<>(conflicts));
        rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
        quarantined = Collections.unmodifiableMap(new LinkedHashMap<>(quarantined));
        profilesBySize = Collections.unmodifiableMap(new LinkedHashMap<>(profilesBySize));
        notes = List.copyOf(notes);
    }
}
