package io.tarn.audience.eval;

import java.util.ArrayList;
import java.util.List;

/** SQL as it grows, with the values of its question marks in their order. Confined to one call. */
final class SqlText {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Text of ours: never what a person wrote. */
    SqlText add(String text) {
        sql.append(text);
        return this;
    }

    /** A question mark and its value. */
    SqlText bind(Object value) {
        sql.append('?');
        values.add(value);
        return this;
    }

    /** The value of a question mark that stands in the text already, after all others. */
    SqlText remember(Object value) {
        values.add(value);
        return this;
    }

    SqlText add(SqlText other) {
        sql.append(other.sql);
        values.addAll(other.values);
        return this;
    }

    boolean isEmpty() {
        return sql.isEmpty();
    }

    String sql() {
        return sql.toString();
    }

    List<Object> values() {
        return values;
    }
}
