package io.tarn.model.policy;

/**
 * The name of an audience, as definitions refer to it.
 *
 * @param value starts with a letter; lower-case letters, digits and underscores; 1 to 63 characters
 */
public record AudienceName(String value) implements Comparable<AudienceName> {
    public AudienceName {
        PolicyErrors.checkName("an audience", value);
    }

    /** Whether a text can name an audience. */
    public static boolean isForm(String value) {
        return PolicyErrors.isName(value);
    }

    @Override
    public int compareTo(AudienceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
