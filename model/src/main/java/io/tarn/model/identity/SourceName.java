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

    /** What Tarn itself tells, such as what became of a message; stands behind the form, which its constructor reads. */
    public static final SourceName TARN = new SourceName("tarn");

    public SourceName {
        if (!FORM.matcher(value).matches()) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "'" + value + "' cannot name a source: use 1 to 63 lower-case letters, digits and underscores,"
                            + " starting with a letter.");
        }
    }

    /** The name of a source whose events others send: any but the reserved one. */
    public static SourceName ofEvents(String value) {
        SourceName name = new SourceName(value);
        if (name.isReserved()) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "'" + value + "' is the source of what Tarn itself tells, such as that a mail was opened, so nobody"
                            + " else can send its events. Choose another name.");
        }
        return name;
    }

    /** Whether its events come from Tarn itself alone. */
    public boolean isReserved() {
        return equals(TARN);
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
