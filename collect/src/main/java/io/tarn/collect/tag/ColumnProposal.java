package io.tarn.collect.tag;

import io.tarn.collect.normalize.NormalizationPreview;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.TraitType;
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

    /** The same as words without a meaning of their own, so that they fill a trait and no canonical column. */
    ColumnProposal asWords(String reason) {
        List<NormalizationRule> plain = mapping.rules().stream()
                .filter(rule -> rule instanceof NormalizationRule.Trim
                        || rule instanceof NormalizationRule.Unicode
                        || rule instanceof NormalizationRule.Nulls)
                .toList();
        ColumnMapping words = new ColumnMapping(
                mapping.column(), mapping.path(), SemanticTag.FREE_TEXT, TraitType.STRING, mapping.trait(), plain);
        List<NormalizationPreview> kept = previews.stream()
                .filter(preview -> plain.contains(preview.rule()))
                .toList();
        return new ColumnProposal(words, tag.as(SemanticTag.FREE_TEXT, tag.confidence(), reason), reasons, kept);
    }

    /** The same for a trait of another name. */
    ColumnProposal named(String trait) {
        ColumnMapping renamed = new ColumnMapping(
                mapping.column(), mapping.path(), mapping.tag(), mapping.type(), trait, mapping.rules());
        return new ColumnProposal(renamed, tag, reasons, previews);
    }
}
