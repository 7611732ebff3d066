package io.tarn.model.policy;

/**
 * The name of an alternative, unique in its message step.
 *
 * @param value starts with a letter; lower-case letters, digits and underscores; 1 to 63 characters
 */
public record AlternativeName(String value) implements Comparable<AlternativeName> {
    public AlternativeName {
        PolicyErrors.checkName("an alternative", value);
    }

    @Override
    public int compareTo(AlternativeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
