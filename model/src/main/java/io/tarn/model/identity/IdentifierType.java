package io.tarn.model.identity;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.regex.Pattern;

/**
 * A kind of identifier, such as {@code user_id} or {@code email}.
 *
 * @param name lower-case letters, digits, underscores and dots, starting with a letter; 1 to 64 characters
 */
public record IdentifierType(String name) implements Comparable<IdentifierType> {
    /** Stands before the types below, whose constructors read it. */
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_.]{0,63}");

    public static final IdentifierType USER_ID = new IdentifierType("user_id");
    public static final IdentifierType ANONYMOUS_ID = new IdentifierType("anonymous_id");
    public static final IdentifierType EMAIL = new IdentifierType("email");
    public static final IdentifierType PHONE = new IdentifierType("phone");
    public static final IdentifierType DEVICE_ID = new IdentifierType("device_id");
    public static final IdentifierType EXTERNAL_ID = new IdentifierType("external_id");
    /** A record of a table source: {@code source:record_id}. */
    public static final IdentifierType RECORD = new IdentifierType("record");

    public IdentifierType {
        if (!FORM.matcher(name).matches()) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "'" + name + "' cannot name a type of identifier: use 1 to 64 lower-case letters, digits,"
                            + " underscores and dots, starting with a letter, such as user_id or email.");
        }
    }

    @Override
    public int compareTo(IdentifierType other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
