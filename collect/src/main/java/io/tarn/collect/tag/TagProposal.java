package io.tarn.collect.tag;

import io.tarn.model.policy.SemanticTag;
import java.util.List;

/**
 * What a column is thought to mean, how sure that is, and why.
 *
 * @param label the column, and its path where it is nested
 * @param confidence from 0 to 1
 * @param evidence sentences for people, the strongest first; without values
 * @param runnerUp the tag that came second
 */
public record TagProposal(
        String label, SemanticTag tag, double confidence, List<String> evidence, SemanticTag runnerUp) {
    public TagProposal {
        evidence = List.copyOf(evidence);
    }

    TagProposal as(SemanticTag other, double sure, String reason) {
        List<String> reasons = new java.util.ArrayList<>();
        reasons.add(reason);
        reasons.addAll(evidence);
        return new TagProposal(label, other, sure, reasons, other == tag ? runnerUp : tag);
    }
}
