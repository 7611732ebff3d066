package io.tarn.server;

/**
 * A definition that is not as it was.
 *
 * @param kind such as {@code audience}
 * @param name of the one file of its kind, the kind again
 */
public record DefinitionChange(String kind, String name, How how) {
    /** What became of it. */
    public enum How {
        ADDED,
        CHANGED,
        REMOVED
    }
}
