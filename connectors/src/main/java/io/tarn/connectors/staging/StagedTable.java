package io.tarn.connectors.staging;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.model.error.DiskFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table on its way to the engine: text with commas, double quotes and line feeds, written in the one way that leaves
 * the engine nothing to guess. A field without quotes and without a character is NULL. One thread.
 *
 * <p>Each row begins with a number, so that the engine may read it with several threads in any order.
 */
public final class StagedTable implements AutoCloseable {
    /** The engine's own floor; a longer line asks for more memory. */
    private static final int LINE_FLOOR = 1 << 21;

    private static final int BUFFER = 1 << 20;
    private static final boolean[] WANTS_QUOTES = new boolean[256];

    static {
        for (char c : new char[] {',', '"', '\n', '\r'}) {
            WANTS_QUOTES[c] = true;
        }
    }

    private final Path file;
    private final OutputStream out;
    private byte[] buffer = new byte[BUFFER];
    private int length;
    private int rowStart;
    private long rows;
    private long bytes;
    private int longest;
    private boolean lineEnds;

    public StagedTable(Path file) {
        this.file = file;
        try {
            out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw DiskFault.writing(file, e);
        }
    }

    public long rows() {
        return rows;
    }

    public long bytes() {
        return bytes;
    }

    public void begin(long number) {
        rowStart = length;
        put(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    public void missing() {
        reserve(1);
        buffer[length++] = ',';
    }

    /** A value as it stands. */
    public void value(byte[] from, int start, int end) {
        boolean quotes = start == end || from[start] == ' ' || from[end - 1] == ' ';
        for (int i = start; i < end && !quotes; i++) {
            quotes = WANTS_QUOTES[from[i] & 0xFF];
        }
        reserve(2 * (end - start) + 3);
        buffer[length++] = ',';
        if (!quotes) {
            System.arraycopy(from, start, buffer, length, end - start);
            length += end - start;
            return;
        }
        buffer[length++] = '"';
        for (int i = start; i < end; i++) {
            byte b = from[i];
            lineEnds |= b == '\n' || b == '\r';
            if (b == '"') {
                buffer[length++] = '"';
            }
            buffer[length++] = b;
        }
        buffer[length++] = '"';
    }

    public void value(@Nullable String text) {
        if (text == null) {
            missing();
            return;
        }
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        value(value, 0, value.length);
    }

    public void end() {
        reserve(1);
        buffer[length++] = '\n';
        rows++;
        longest = Math.max(longest, length - rowStart);
        if (length > BUFFER / 2) {
            flush();
        }
    }

    /** The rows as the engine reads them; call after {@link #close}. */
    public Statement statement(Dialect dialect, String number, List<Column> columns, boolean padded) {
        StringBuilder sql = new StringBuilder("SELECT * FROM read_csv(").append(dialect.literal(file.toString()));
        sql.append(", auto_detect=false, header=false, delim=',', quote='\"', escape='\"', comment='', nullstr='',")
                .append(" allow_quoted_nulls=false, new_line='\\n', strict_mode=true");
        int line = Math.max(LINE_FLOOR, longest + 1);
        sql.append(", max_line_size=").append(line);
        if (padded) {
            sql.append(", null_padding=true, parallel=").append(!lineEnds);
        }
        sql.append(", columns={").append(dialect.literal(number)).append(": 'BIGINT'");
        for (Column column : columns) {
            sql.append(", ").append(dialect.literal(column.name())).append(": ");
            sql.append(dialect.literal(dialect.typeName(ColumnType.Scalar.STRING)));
        }
        return Statement.of(sql.append("})").toString());
    }

    @Override
    public void close() {
        flush();
        try {
            out.close();
        } catch (IOException e) {
            throw DiskFault.writing(file, e);
        }
    }

    private void put(byte[] ascii) {
        reserve(ascii.length);
        System.arraycopy(ascii, 0, buffer, length, ascii.length);
        length += ascii.length;
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    private void flush() {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw DiskFault.writing(file, e);
        }
        bytes += length;
        length = 0;
        if (buffer.length > BUFFER) {
            buffer = new byte[BUFFER];
        }
    }
}
