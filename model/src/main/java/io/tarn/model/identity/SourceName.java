package io.tarn.model.identity;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.regex.Pattern;

/**
 * The name of a source: a lower-case word that also names its bronze table.
 *
 * @param value starts with a letter; letters, digits and underscores; 1 to 63 characters
 */
public record SourceName(String value) implements Comparable<SourceName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public SourceName {
        if (!FORM.matcher(value).matches()) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "'" + value + "' cannot name a source: use 1 to 63 lower-case letters, digits and underscores,"
                            + " starting with a letter.");
        }
    }

    @Override
    public int compareTo(SourceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
