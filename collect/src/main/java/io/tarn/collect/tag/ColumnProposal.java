package io.tarn.collect.tag;

import io.tarn.collect.normalize.NormalizationPreview;
import io.tarn.model.policy.ColumnMapping;
import java.util.List;

/**
 * What is proposed for one column: its tag, its rules, why, and what the rules would do.
 *
 * @param reasons why these rules, in sentences without values
 */
public record ColumnProposal(
        ColumnMapping mapping, TagProposal tag, List<String> reasons, List<NormalizationPreview> previews) {
    public ColumnProposal {
        reasons = List.copyOf(reasons);
        previews = List.copyOf(previews);
    }
}
