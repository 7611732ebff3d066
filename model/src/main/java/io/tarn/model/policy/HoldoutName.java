package io.tarn.model.policy;

/**
 * The name of a holdout.
 *
 * @param value starts with a letter; lower-case letters, digits and underscores; 1 to 63 characters
 */
public record HoldoutName(String value) implements Comparable<HoldoutName> {
    public HoldoutName {
        PolicyErrors.checkName("a holdout", value);
    }

    @Override
    public int compareTo(HoldoutName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
