package io.tarn.server.report;

import java.util.List;

/** Which values became traits where the records of a profile disagree. */
public record Survivorship(List<TraitSurvival> traits) {
    public Survivorship {
        traits = List.copyOf(traits);
    }

    /**
     * How one trait was decided.
     *
     * @param rule the rule in words, such as "newest valid value, then source priority"
     * @param filled profiles that have the trait
     * @param conflicts profiles whose records say different things
     * @param winners which source won how often among the conflicts, most first
     */
    public record TraitSurvival(String trait, String rule, long filled, long conflicts, List<Winner> winners) {
        public TraitSurvival {
            winners = List.copyOf(winners);
        }
    }

    /** How often a source's value survived. */
    public record Winner(String source, long wins) {}
}
