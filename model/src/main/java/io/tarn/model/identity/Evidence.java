package io.tarn.model.identity;

import java.util.List;

/**
 * Why two records are, or are not, held for one person: steps that add up to the weight.
 *
 * @param decidedBy {@code model} or {@code rule:<name>}
 * @param steps the prior, each comparison, each adjustment for rare or common values, the chance of a household
 * @param weight the sum of the steps in bits
 */
public record Evidence(String decidedBy, Band band, List<Step> steps, double weight, double probability, long pattern) {
    public Evidence {
        steps = List.copyOf(steps);
    }

    /** One step of the waterfall. */
    public record Step(String comparison, String level, double weight) {}
}
