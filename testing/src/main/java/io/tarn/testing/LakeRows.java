package io.tarn.testing;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What SQL answers, as text: an element a row, its values apart by a bar. */
public final class LakeRows {
    private LakeRows() {}

    public static List<String> of(Lake lake, String sql) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return of(session, sql);
        }
    }

    public static List<String> of(LakeSession session, String sql) {
        int columns = session.columns(Statement.of(sql)).size();
        return session.query(
                Statement.of(sql),
                row -> IntStream.range(0, columns)
                        .mapToObj(column -> String.valueOf(row.value(column)))
                        .collect(Collectors.joining("|")));
    }
}
