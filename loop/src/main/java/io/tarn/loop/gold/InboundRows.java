package io.tarn.loop.gold;

import io.tarn.collect.source.Staged;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.model.identity.SourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements that bring a batch of files into the bronze tables. Runs nothing. */
record InboundRows(SourceName source, List<Inbound> inbounds, Dialect dialect) {
    InboundRows {
        inbounds = List.copyOf(inbounds);
    }

    /** What stands in the files, in the table's columns; without SQL when no file has a row. */
    Statement rows(LandingColumns columns, Instant at) {
        List<String> selects = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Inbound inbound : inbounds) {
            if (inbound.rows() == 0) {
                continue;
            }
            Staged staged = inbound.staged().orElseThrow();
            List<String> parts = new ArrayList<>(columns.select(staged.columns(), dialect));
            parts.addAll(List.of(bound(dialect, BronzeTables.FILE), "_row", bound(dialect, BronzeTables.INGESTED_AT)));
            selects.add("SELECT " + String.join(", ", parts) + " FROM ("
                    + staged.rows().sql() + ")");
            values.add(inbound.arrival().file());
            values.add(at);
            values.addAll(staged.rows().values());
        }
        return new Statement(String.join(" UNION ALL BY NAME ", selects), values);
    }

    private static String bound(Dialect dialect, Column column) {
        return "CAST(? AS " + dialect.typeName(column.type()) + ") AS " + dialect.quote(column.name());
    }

    /** What of the files could not be read; without SQL when all could. */
    Statement unreadable(Instant at) {
        List<String> selects = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Inbound inbound : inbounds) {
            Optional<Statement> rejects = inbound.staged().flatMap(Staged::unreadable);
            boolean whole = inbound.staged().isEmpty();
            if (rejects.isEmpty() && !whole) {
                continue;
            }
            values.add(source.value());
            values.add(inbound.arrival().file());
            values.add(at);
            String head = "SELECT CAST(? AS VARCHAR) AS source, CAST(? AS VARCHAR) AS file,"
                    + " CAST(? AS TIMESTAMPTZ) AS ingested_at, ";
            if (whole) {
                selects.add(head + "CAST(NULL AS BIGINT) AS row_number, 'not_a_table' AS reason, CAST(? AS VARCHAR) AS"
                        + " detail, CAST(NULL AS VARCHAR) AS raw");
                values.add(inbound.fault());
            } else {
                selects.add(head + "row_number, reason, detail, raw FROM ("
                        + rejects.get().sql() + ")");
                values.addAll(rejects.get().values());
            }
        }
        return new Statement(String.join(" UNION ALL BY NAME ", selects), values);
    }

    /** The lines of the book of landed files. */
    Statement lines(Instant at) {
        List<BookLine> lines = inbounds.stream()
                .map(inbound -> new BookLine(
                        inbound.arrival().file(),
                        inbound.arrival().fingerprint(),
                        inbound.arrival().bytes(),
                        inbound.arrival().modifiedAt(),
                        inbound.format(),
                        inbound.rows(),
                        inbound.unreadable()))
                .toList();
        return BookLine.statement(source, lines, at);
    }
}
