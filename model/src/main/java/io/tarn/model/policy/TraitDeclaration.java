package io.tarn.model.policy;

/**
 * A trait that a source brings beyond the canonical ones: its name, the type of its values and what it means.
 *
 * @param name as in the attributes of a record
 */
public record TraitDeclaration(String name, TraitType type, SemanticTag tag) {
    public static TraitDeclaration text(String name) {
        return new TraitDeclaration(name, TraitType.STRING, SemanticTag.FREE_TEXT);
    }
}
