package io.tarn.loop.gold;

import io.tarn.lake.dialect.Statement;
import io.tarn.model.identity.SourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One line of {@code bronze.files}: a file that was landed. */
record BookLine(
        String file, String fingerprint, long bytes, Instant modifiedAt, String format, long rows, long unreadable) {
    private static final String LINE = "(CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),"
            + " CAST(? AS BIGINT), CAST(? AS TIMESTAMPTZ), CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS BIGINT),"
            + " CAST(? AS TIMESTAMPTZ))";

    static Statement statement(SourceName source, List<BookLine> lines, Instant at) {
        List<Object> values = new ArrayList<>();
        for (BookLine line : lines) {
            Collections.addAll(
                    values,
                    source.value(),
                    line.file,
                    line.fingerprint,
                    line.bytes,
                    line.modifiedAt,
                    line.format,
                    line.rows,
                    line.unreadable,
                    at);
        }
        return new Statement(
                "SELECT * FROM (VALUES " + String.join(", ", Collections.nCopies(lines.size(), LINE))
                        + ") AS lines(source, file, fingerprint, bytes, modified_at, format, rows, unreadable,"
                        + " ingested_at)",
                values);
    }
}
