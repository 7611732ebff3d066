package io.tarn.lake.table;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.regex.Pattern;

/**
 * The name of a table of the lake, such as {@code gold.customers}.
 *
 * @param schema one of bronze, silver, identity, gold, ops
 * @param name lower-case letters, digits and underscores
 */
public record TableName(String schema, String name) implements Comparable<TableName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,127}");

    public TableName {
        if (!FORM.matcher(schema).matches() || !FORM.matcher(name).matches()) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "'" + schema + "." + name + "' cannot name a table: use schema.name in lower-case letters,"
                            + " digits and underscores, each starting with a letter.");
        }
    }

    /** Reads {@code schema.name}. */
    public static TableName of(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT, "'" + text + "' cannot name a table: write it as schema.name.");
        }
        return new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
