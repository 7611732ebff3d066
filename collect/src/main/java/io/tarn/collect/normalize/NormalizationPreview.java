package io.tarn.collect.normalize;

import io.tarn.model.policy.NormalizationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does to the sampled values of a column.
 *
 * @param column the column, and its path where it is nested
 * @param examined values that reached the rule
 * @param changed how many of them it changed
 * @param nulled how many of them it found to stand for a missing value
 * @param invalid how many of them it refused, or kept without knowing them
 * @param samples a few values before and after; personal data
 */
public record NormalizationPreview(
        String column,
        NormalizationRule rule,
        long examined,
        long changed,
        long nulled,
        long invalid,
        List<Change> samples) {
    public NormalizationPreview {
        samples = List.copyOf(samples);
    }

    /** A value before and after a rule; after is null when the rule leaves nothing. */
    public record Change(String before, @Nullable String after) {
        @Override
        public String toString() {
            return "Change[masked]";
        }
    }
}
