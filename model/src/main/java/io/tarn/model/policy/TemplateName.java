package io.tarn.model.policy;

/**
 * The name of a template that a message is rendered from.
 *
 * @param value starts with a letter; lower-case letters, digits and underscores; 1 to 63 characters
 */
public record TemplateName(String value) implements Comparable<TemplateName> {
    public TemplateName {
        PolicyErrors.checkName("a template", value);
    }

    @Override
    public int compareTo(TemplateName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
