package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns of a table in which any row has a value: the others need not be carried. */
final class ValuedColumns {
    private ValuedColumns() {}

    /** @param columns the names of those to look at, at least one */
    static Set<String> of(LakeSession session, String table, List<String> columns) {
        String counts = columns.stream()
                .map(column -> "count(" + session.dialect().quote(column) + ")")
                .collect(Collectors.joining(", "));
        return session.query(
                        Statement.of("SELECT " + counts + " FROM " + table),
                        row -> IntStream.range(0, columns.size())
                                .filter(i -> row.number(i) > 0)
                                .mapToObj(columns::get)
                                .collect(Collectors.toSet()))
                .getFirst();
    }
}
