package io.tarn.connectors.json;

import io.tarn.collect.source.Staged;
import io.tarn.connectors.staging.StagedTable;
import io.tarn.connectors.staging.UnreadableRows;
import io.tarn.lake.dialect.Dialect;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads JSON: every top-level field lands as text, nested values as the JSON that they are. Rows are objects a line, or
 * one after another, or in an array; an object whose first field is an array of objects is unwrapped, and what stands
 * beside that array is put aside as unreadable.
 */
public final class JsonReader {
    private static final int LINES_TRIED = 10;

    private final int rowBytesMax;

    public JsonReader(int rowBytesMax) {
        this.rowBytesMax = rowBytesMax;
    }

    /** Whether a text begins as JSON does, be it broken further on. */
    public boolean recognizes(byte[] sample, boolean named) {
        int start = 0;
        while (start < sample.length && sample[start] <= ' ' && sample[start] > 0) {
            start++;
        }
        if (start == sample.length || (sample[start] != '{' && sample[start] != '[')) {
            return false;
        }
        int next = start + 1;
        while (next < sample.length && sample[next] <= ' ' && sample[next] > 0) {
            next++;
        }
        boolean opens = next < sample.length && (sample[start] == '{' ? "\"}" : "{[]\"").indexOf(sample[next]) >= 0;
        return named || opens;
    }

    public Staged stage(byte[] sample, InputStream utf8, String encoding, Path scratch, Dialect dialect) {
        StagedTable rows = new StagedTable(scratch.resolve("rows.csv"));
        UnreadableRows unreadable = new UnreadableRows(scratch.resolve("unreadable.csv"));
        RowReader reader = new RowReader(rowBytesMax);
        Optional<Wrapper> around = Wrapper.of(sample);
        boolean lines = lines(sample) && !(around.isPresent() && Wrapper.isOneLine(sample));
        Optional<Wrapper> wrapper = lines ? Optional.empty() : around;
        try (rows;
                unreadable) {
            JsonStager stager = new JsonStager(rowBytesMax, rows, unreadable, reader);
            if (lines) {
                stager.stageLines(utf8);
            } else {
                stager.stageValues(utf8, wrapper);
            }
        }
        return new Staged(
                (lines ? "json lines, " : "json, ")
                        + wrapper.map(found -> "rows inside of '" + found.field() + "', ")
                                .orElse("")
                        + encoding,
                reader.names().columns(),
                rows.statement(dialect, "_row", reader.names().columns(), reader.late()),
                rows.rows(),
                unreadable.statement(dialect),
                unreadable.count(),
                rows.bytes() + unreadable.bytes(),
                reader.names().warnings());
    }

    /** Whether some of the first lines is an object by itself, and not inside another. */
    private boolean lines(byte[] sample) {
        RowReader probe = new RowReader(rowBytesMax);
        int from = 0;
        while (from < sample.length && sample[from] <= ' ' && sample[from] > 0) {
            from++;
        }
        if (from < sample.length && sample[from] == '[') {
            return false;
        }
        for (int line = 0; line < LINES_TRIED && from < sample.length; line++) {
            int end = from;
            while (end < sample.length && sample[end] != '\n') {
                end++;
            }
            if (sample[from] == '{' && probe.read(sample, from, end) instanceof RowReader.Verdict.Row) {
                return true;
            }
            from = end + 1;
        }
        return false;
    }
}
