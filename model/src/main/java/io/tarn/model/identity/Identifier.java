package io.tarn.model.identity;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.Comparator;

/**
 * A value that stands for a person, with its kind. Two are the same when type and normalized value are.
 *
 * @param value normalized; 1 to 512 characters
 */
public record Identifier(IdentifierType type, String value) implements Comparable<Identifier> {
    public static final int VALUE_LENGTH_MAX = 512;

    private static final Comparator<Identifier> ORDER =
            Comparator.comparing(Identifier::type).thenComparing(Identifier::value);

    public Identifier {
        if (value.isEmpty() || value.length() > VALUE_LENGTH_MAX) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "An identifier of type " + type + " has " + value.length() + " characters; use 1 to "
                            + VALUE_LENGTH_MAX + ".");
        }
    }

    /** By type, then by value in UTF-16 order: a fixed order, not one for people. */
    @Override
    public int compareTo(Identifier other) {
        return ORDER.compare(this, other);
    }

    /** The type and a short hash: never the value. */
    @Override
    public String toString() {
        return type + "#" + Integer.toHexString(value.hashCode());
    }
}
