package io.tarn.loop.plan;

import io.tarn.loop.gold.Prepared.PreparedSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a source that no run has unified would bring.
 *
 * @param prepared its columns with their tags and rules as proposed or declared, and how many rows are records
 * @param joining records that would become part of profiles that are there
 * @param joined the profiles that would get them
 * @param alone profiles that it would make of its own records
 * @param decidedBy how many records join by which rule, or by the model
 * @param rules the match rules for which it has all that they ask for
 * @param blocking the keys by which candidates for comparison would be found, of those it has values for
 * @param blockingNew those of them that the last run did not use
 * @param grown of the profiles that may not be one person, how many hold records of it
 */
public record PlannedSource(
        PreparedSource prepared,
        long joining,
        long joined,
        long alone,
        Map<String, Long> decidedBy,
        List<String> rules,
        List<String> blocking,
        List<String> blockingNew,
        long grown) {
    public PlannedSource {
        decidedBy = Collections.unmodifiableMap(new LinkedHashMap<>(decidedBy));
        rules = List.copyOf(rules);
        blocking = List.copyOf(blocking);
        blockingNew = List.copyOf(blockingNew);
    }
}
