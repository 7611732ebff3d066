package io.tarn.connectors.csv;

import io.tarn.connectors.staging.StagedTable;
import io.tarn.connectors.staging.UnreadableRows;
import io.tarn.connectors.staging.Utf8;
import io.tarn.connectors.staging.Window;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Optional;

/**
 * Splits a delimited text into rows that the engine reads without a doubt, and rows that cannot be read.
 *
 * <p>A quote that never closes costs its own line only: reading goes on at the next one. One thread, one file.
 */
final class CsvStager {
    /** A value that goes on over lines for longer than this has lost its closing quote. */
    private static final int QUOTED_BYTES_MAX = 1 << 20;

    private static final int FOREIGN_BYTES_MAX = 1 << 16;

    /** After so many open quotes each line is taken for itself, so that looking for their ends stays cheap. */
    private static final int OPEN_QUOTES_MAX = 200;

    private final CsvShape shape;
    private final int rowBytesMax;
    private final boolean decoded;
    private final StagedTable rows;
    private final UnreadableRows unreadable;
    private final RecordParser parser;
    private byte[] scratch = new byte[1024];
    private long line = 1;
    private boolean headerPending;
    private int openQuotes;
    private boolean lastCutOff;
    private long foreignRows;
    private long utf8Rows;
    private final ByteArrayOutputStream foreign = new ByteArrayOutputStream();

    /**
     * @param decoded whether the text was another encoding before, so that a replacement mark shows a loss
     */
    CsvStager(CsvShape shape, int rowBytesMax, boolean decoded, StagedTable rows, UnreadableRows unreadable) {
        this.shape = shape;
        this.rowBytesMax = rowBytesMax;
        this.decoded = decoded;
        this.rows = rows;
        this.unreadable = unreadable;
        this.parser = new RecordParser(shape.form());
        this.headerPending = shape.header();
    }

    void stage(InputStream utf8) {
        Window window = new Window(utf8);
        while (!window.done()) {
            switch (parse(window)) {
                case MORE -> more(window);
                case OPEN_QUOTE -> openQuote(window);
                case BLANK -> advance(window);
                case RECORD -> record(window);
            }
        }
        if (window.truncated() && !lastCutOff) {
            unreadable.add(line, "truncated", CsvDetails.TRUNCATED, window.bytes(), window.from(), window.from());
        }
    }

    /** Some of the rows that are not UTF-8, if there are more of them than rows that use UTF-8 beyond ASCII. */
    Optional<byte[]> foreign() {
        return foreignRows > utf8Rows ? Optional.of(foreign.toByteArray()) : Optional.empty();
    }

    private void foreign(byte[] bytes, int from, int to) {
        foreignRows++;
        foreign.write(bytes, from, Math.min(to - from, Math.max(0, FOREIGN_BYTES_MAX - foreign.size())));
    }

    private RecordParser.Outcome parse(Window window) {
        if (openQuotes < OPEN_QUOTES_MAX) {
            return parser.parse(window.bytes(), window.from(), window.to(), window.last());
        }
        int end = window.lineEnd(shape.form().lineEnd());
        if (end == window.to() && !window.last()) {
            return RecordParser.Outcome.MORE;
        }
        return parser.parse(window.bytes(), window.from(), Math.min(end + 1, window.to()), true);
    }

    private void more(Window window) {
        boolean spansLines = openQuotes < OPEN_QUOTES_MAX && parser.newlines() > 0;
        if (spansLines && window.length() > Math.min(QUOTED_BYTES_MAX, rowBytesMax)) {
            openQuote(window);
        } else if (window.length() > rowBytesMax && window.lineEnd(shape.form().lineEnd()) == window.to()) {
            tooLong(window);
        } else {
            window.more();
        }
    }

    private void openQuote(Window window) {
        openQuotes++;
        int end = window.lineEnd(shape.form().lineEnd());
        if (end == window.to() && !window.last()) {
            window.more();
            return;
        }
        reject(window, end, "open_quote", CsvDetails.OPEN_QUOTE);
        window.advance(Math.min(end + 1, window.to()));
        line++;
    }

    private void tooLong(Window window) {
        byte[] head = java.util.Arrays.copyOfRange(
                window.bytes(), window.from(), window.from() + Math.min(window.length(), UnreadableRows.RAW_BYTES_MAX));
        long length = window.skipLine(shape.form().lineEnd());
        headerPending = false;
        unreadable.add(line, "too_long", CsvDetails.tooLong(length, rowBytesMax), head, 0, head.length);
        line++;
    }

    private void record(Window window) {
        byte[] bytes = window.bytes();
        int from = window.from();
        int end = parser.next();
        if (headerPending) {
            headerPending = false;
        } else if (window.truncated() && end == window.to()) {
            lastCutOff = true;
            reject(window, end, "truncated", CsvDetails.TRUNCATED_ROW);
        } else if (end - from > rowBytesMax) {
            reject(window, end, "too_long", CsvDetails.tooLong(end - from, rowBytesMax));
        } else if (ragged()) {
            reject(
                    window,
                    end,
                    "ragged",
                    CsvDetails.ragged(parser.count(), shape.names().size()));
        } else if (!parser.ascii() && !Utf8.valid(bytes, from, end)) {
            foreign(bytes, from, end);
            reject(window, end, "encoding", CsvDetails.ENCODING);
        } else if (decoded && !parser.ascii() && Utf8.replaced(bytes, from, end)) {
            reject(window, end, "encoding", CsvDetails.DECODED);
        } else {
            utf8Rows += parser.ascii() ? 0 : 1;
            write(bytes);
        }
        advance(window);
    }

    private void advance(Window window) {
        line += 1L + parser.newlines();
        window.advance(parser.next());
    }

    /** A delimiter at the end of a line loses nothing, so it makes no row ragged. */
    private boolean ragged() {
        int wanted = shape.names().size();
        int count = parser.count();
        return count != wanted && !(count == wanted + 1 && parser.missing(wanted));
    }

    private void reject(Window window, int end, String reason, String detail) {
        byte[] bytes = window.bytes();
        int stop = end;
        while (stop > window.from() && (bytes[stop - 1] == '\n' || bytes[stop - 1] == '\r')) {
            stop--;
        }
        unreadable.add(line, reason, detail, bytes, window.from(), stop);
    }

    private void write(byte[] bytes) {
        rows.begin(line);
        for (int field = 0; field < shape.names().size(); field++) {
            if (parser.missing(field)) {
                rows.missing();
            } else if (parser.escaped(field)) {
                int length = parser.end(field) - parser.start(field);
                if (scratch.length < length) {
                    scratch = new byte[length];
                }
                rows.value(scratch, 0, parser.copy(bytes, field, scratch));
            } else {
                rows.value(bytes, parser.start(field), parser.end(field));
            }
        }
        rows.end();
    }
}
