package io.tarn.model.policy;

/**
 * The name of a message step, unique in its campaign.
 *
 * @param value starts with a letter; lower-case letters, digits and underscores; 1 to 63 characters
 */
public record StepName(String value) implements Comparable<StepName> {
    public StepName {
        PolicyErrors.checkName("a message step", value);
    }

    @Override
    public int compareTo(StepName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
