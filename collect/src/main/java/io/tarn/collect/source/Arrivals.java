package io.tarn.collect.source;

import java.util.List;

/**
 * What a source has for us.
 *
 * @param fresh what is to be landed, in a fixed order
 * @param known how many files were landed before and are unchanged
 * @param warnings what a person should know, without personal data
 */
public record Arrivals(List<Arrival> fresh, int known, List<String> warnings) {
    public Arrivals {
        fresh = List.copyOf(fresh);
        warnings = List.copyOf(warnings);
    }
}
