package io.tarn.unify.identity;

import java.util.List;

/** What the comparisons behind an agreement pattern say, for the evidence of links. */
@FunctionalInterface
public interface EvidenceSource {
    /** One entry a comparison, in the order in which people should read them. */
    List<Evidence> evidence(long pattern);

    /** A source that knows of nothing. */
    static EvidenceSource none() {
        return _ -> List.of();
    }

    /**
     * One comparison of a pair of records.
     *
     * @param comparison what was compared
     * @param level how far it agreed
     * @param weight in bits, against when negative
     */
    record Evidence(String comparison, String level, double weight) {}
}
