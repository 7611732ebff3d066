package io.tarn.audience;

import java.util.regex.Pattern;

/**
 * The name of an audience.
 *
 * @param value starts with a letter; lower-case letters, digits and underscores; 1 to 63 characters
 */
public record AudienceName(String value) implements Comparable<AudienceName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public AudienceName {
        if (!isForm(value)) {
            throw AudienceErrors.audienceName(value);
        }
    }

    /** Whether a text can name an audience. */
    public static boolean isForm(String value) {
        return FORM.matcher(value).matches();
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
