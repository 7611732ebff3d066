package io.tarn.loop.quarantine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events that wait in quarantine.
 *
 * @param total how many there are
 * @param reasons how many have each reason; an event may have several
 * @param names how many there are of each event's name
 * @param newest the newest of them, the newest first
 */
public record QuarantineList(
        long total, Map<String, Long> reasons, Map<String, Long> names, List<QuarantinedEvent> newest) {
    public QuarantineList {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        names = Collections.unmodifiableMap(new TreeMap<>(names));
        newest = List.copyOf(newest);
    }
}
