package io.tarn.connectors.json;

import io.tarn.connectors.json.RowReader.Verdict;
import io.tarn.connectors.staging.StagedTable;
import io.tarn.connectors.staging.UnreadableRows;
import io.tarn.connectors.staging.Utf8;
import io.tarn.connectors.staging.Window;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Splits JSON into rows that the engine reads without a doubt, and rows that cannot be read.
 *
 * <p>A broken line costs itself only. A broken value in an array costs what stands up to the next line on which a value
 * begins in the same way. Rows of JSON lines are numbered by line, others by value. One thread, one file.
 */
final class JsonStager {
    private static final int BROKEN_VALUES_MAX = 200;

    private final int rowBytesMax;
    private final StagedTable rows;
    private final UnreadableRows unreadable;
    private final RowReader reader;
    private long number = 1;
    private int openValues;
    private boolean lastCutOff;

    JsonStager(int rowBytesMax, StagedTable rows, UnreadableRows unreadable, RowReader reader) {
        this.rowBytesMax = rowBytesMax;
        this.rows = rows;
        this.unreadable = unreadable;
        this.reader = reader;
    }

    void stageLines(InputStream utf8) {
        Window window = new Window(utf8);
        while (!window.done()) {
            int end = window.lineEnd((byte) '\n');
            if (end == window.to() && !window.last()) {
                if (window.length() > rowBytesMax) {
                    tooLong(window);
                } else {
                    window.more();
                }
                continue;
            }
            int stop = end;
            while (stop > window.from() && window.bytes()[stop - 1] <= ' ' && window.bytes()[stop - 1] > 0) {
                stop--;
            }
            if (stop > window.from()) {
                row(window.bytes(), window.from(), stop, window.truncated() && end == window.to());
            }
            number++;
            window.advance(Math.min(end + 1, window.to()));
        }
        endOf(window);
    }

    void stageValues(InputStream utf8, Optional<Wrapper> wrapper) {
        Window window = new Window(utf8);
        ValueSplitter splitter = new ValueSplitter();
        if (wrapper.isPresent()) {
            enter(window, wrapper.get());
        } else {
            enterArray(window);
        }
        while (true) {
            if (wrapper.isPresent() && closes(window)) {
                beside(window);
                return;
            }
            switch (splitter.find(window)) {
                case NOTHING -> {
                    endOf(window);
                    return;
                }
                case MORE -> {
                    if (window.length() > rowBytesMax) {
                        open(window);
                    } else {
                        window.more();
                    }
                }
                case OPEN -> open(window);
                case VALUE -> value(window, splitter);
            }
        }
    }

    private static void enterArray(Window window) {
        int first = window.from();
        while (first < window.to() && window.bytes()[first] <= ' ' && window.bytes()[first] > 0) {
            first++;
        }
        window.advance(first < window.to() && window.bytes()[first] == '[' ? first + 1 : first);
    }

    private static void enter(Window window, Wrapper wrapper) {
        while (window.length() < wrapper.opening() && !window.last()) {
            window.more();
        }
        window.advance(window.from() + wrapper.opening());
    }

    /** Whether the array ends here; what stands between its values is passed over. */
    private static boolean closes(Window window) {
        while (true) {
            int at = window.from();
            while (at < window.to() && (window.bytes()[at] <= ' ' || window.bytes()[at] == ',')) {
                if (window.bytes()[at] < 0) {
                    return false;
                }
                at++;
            }
            window.advance(at);
            if (at < window.to() || window.last()) {
                return at < window.to() && window.bytes()[at] == ']';
            }
            window.more();
        }
    }

    /** Behind the rows only the wrapper's end is expected; anything else is put aside as a whole. */
    private void beside(Window window) {
        window.advance(window.from() + 1);
        while (!window.last() && window.length() <= rowBytesMax) {
            window.more();
        }
        byte[] bytes = window.bytes();
        boolean isEnd = "}".equals(new String(bytes, window.from(), window.length(), StandardCharsets.UTF_8).strip());
        if (window.length() > rowBytesMax) {
            tooLong(window);
        } else if (!isEnd) {
            unreadable.add(number, "beside_rows", JsonDetails.BESIDE_ROWS, bytes, window.from(), window.to());
        }
        endOf(window);
    }

    private void value(Window window, ValueSplitter splitter) {
        byte[] bytes = window.bytes();
        Verdict verdict = reader.read(bytes, splitter.start(), splitter.end());
        boolean spansLines = contains(bytes, splitter.start(), splitter.end());
        if (verdict instanceof Verdict.Broken && spansLines && openValues < BROKEN_VALUES_MAX) {
            open(window);
            return;
        }
        settle(verdict, bytes, splitter.start(), splitter.end());
        number++;
        window.advance(splitter.end());
    }

    /** A value without an end, or one that took others into it: everything up to a line that begins alike is lost. */
    private void open(Window window) {
        openValues++;
        byte[] bytes = window.bytes();
        int from = window.from();
        int resume = openValues > BROKEN_VALUES_MAX ? window.to() : lineLike(bytes, from, window.to());
        boolean truncated = window.truncated() && resume == window.to();
        lastCutOff |= truncated;
        if (truncated) {
            unreadable.add(number++, "truncated", JsonDetails.TRUNCATED, bytes, from, resume);
        } else if (resume == window.to() && !window.last()) {
            tooLong(window);
            return;
        } else {
            Verdict verdict = reader.read(bytes, from, resume);
            long at = verdict instanceof Verdict.Broken broken ? broken.at() : 1;
            unreadable.add(number++, "broken_json", JsonDetails.broken(at), bytes, from, resume);
        }
        window.advance(resume);
    }

    /** The next line that opens an object as far from its beginning as the one at {@code from} does. */
    private static int lineLike(byte[] bytes, int from, int to) {
        int indent = 0;
        while (from - indent > 0 && (bytes[from - indent - 1] == ' ' || bytes[from - indent - 1] == '\t')) {
            indent++;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            int open = i + 1;
            while (open < to && (bytes[open] == ' ' || bytes[open] == '\t')) {
                open++;
            }
            if (open < to && bytes[open] == '{' && open - i - 1 <= indent) {
                return open;
            }
        }
        return to;
    }

    private void tooLong(Window window) {
        byte[] head = Arrays.copyOfRange(
                window.bytes(), window.from(), window.from() + Math.min(window.length(), UnreadableRows.RAW_BYTES_MAX));
        long length = window.skipLine((byte) '\n');
        unreadable.add(number++, "too_long", JsonDetails.tooLong(length, rowBytesMax), head, 0, head.length);
    }

    private void row(byte[] bytes, int from, int to, boolean truncated) {
        lastCutOff |= truncated;
        if (truncated) {
            unreadable.add(number, "truncated", JsonDetails.TRUNCATED, bytes, from, to);
            return;
        }
        settle(reader.read(bytes, from, to), bytes, from, to);
    }

    private void settle(Verdict verdict, byte[] bytes, int from, int to) {
        if (to - from > rowBytesMax) {
            unreadable.add(number, "too_long", JsonDetails.tooLong(to - from, rowBytesMax), bytes, from, to);
            return;
        }
        if (!Utf8.valid(bytes, from, to)) {
            unreadable.add(number, "encoding", JsonDetails.ENCODING, bytes, from, to);
            return;
        }
        switch (verdict) {
            case Verdict.Row row -> reader.write(number, rows);
            case Verdict.NotAnObject scalar ->
                unreadable.add(number, "not_an_object", JsonDetails.NOT_AN_OBJECT, bytes, from, to);
            case Verdict.Broken broken ->
                unreadable.add(number, "broken_json", JsonDetails.broken(broken.at()), bytes, from, to);
        }
    }

    private void endOf(Window window) {
        if (window.truncated() && !lastCutOff) {
            unreadable.add(number, "truncated", JsonDetails.TRUNCATED, window.bytes(), window.from(), window.from());
        }
    }

    private static boolean contains(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }
}
