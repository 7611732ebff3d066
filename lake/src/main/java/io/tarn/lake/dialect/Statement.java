package io.tarn.lake.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of SQL and the values bound to its question marks: values never stand in the text.
 *
 * @param values text, numbers, booleans, dates, instants or null, one for each question mark
 */
public record Statement(String sql, List<@Nullable Object> values) {
    public Statement {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Other SQL with the same values bound. */
    public Statement withSql(String other) {
        return new Statement(other, values);
    }

    public static Statement of(String sql, @Nullable Object... values) {
        List<@Nullable Object> bound = new ArrayList<>();
        Collections.addAll(bound, values);
        return new Statement(sql, bound);
    }
}
