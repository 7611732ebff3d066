package io.tarn.connectors.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds one record and its fields in bytes. Holds the last record found; confined to one thread.
 *
 * <p>Lenient where nothing is in doubt: text after a closing quote makes the field plain text, quotes and all, as long
 * as the field keeps to its line.
 */
final class RecordParser {
    /** What a look at the bytes found. */
    enum Outcome {
        RECORD,
        BLANK,
        /** The bytes end before the record does. */
        MORE,
        /** A quote opens that does not close, or closes in the midst of text on a later line. */
        OPEN_QUOTE
    }

    private static final int FIELDS_START = 64;

    private final CsvForm form;
    private int[] starts = new int[FIELDS_START];
    private int[] ends = new int[FIELDS_START];
    private byte[] kinds = new byte[FIELDS_START];
    private int count;
    private int next;
    private int newlines;
    private int bits;

    private static final byte PLAIN = 0;
    private static final byte QUOTED = 1;
    private static final byte ESCAPED = 2;

    RecordParser(CsvForm form) {
        this.form = form;
    }

    /** How many fields the record has. */
    int count() {
        return count;
    }

    /** Where the next record begins. */
    int next() {
        return next;
    }

    /** How many line ends stand inside the record's quotes. */
    int newlines() {
        return newlines;
    }

    /** Whether the record is ASCII alone. */
    boolean ascii() {
        return bits >= 0;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    boolean quoted(int field) {
        return kinds[field] != PLAIN;
    }

    boolean escaped(int field) {
        return kinds[field] == ESCAPED;
    }

    /** Whether the field is nothing at all: not even quotes. */
    boolean missing(int field) {
        return kinds[field] == PLAIN && starts[field] == ends[field];
    }

    /** Parses the record that begins at {@code from}; {@code last} says that no byte follows {@code to}. */
    Outcome parse(byte[] bytes, int from, int to, boolean last) {
        count = 0;
        newlines = 0;
        bits = 0;
        Outcome outcome =
                form.delimiter() == CsvForm.BLANKS ? words(bytes, from, to, last) : fields(bytes, from, to, last);
        if (outcome == Outcome.RECORD && count == 1 && missing(0)) {
            return Outcome.BLANK;
        }
        return outcome;
    }

    /** The last record's fields as text. */
    List<String> texts(byte[] bytes) {
        List<String> texts = new ArrayList<>(count);
        for (int field = 0; field < count; field++) {
            byte[] value = new byte[ends[field] - starts[field]];
            int length = copy(bytes, field, value);
            texts.add(new String(value, 0, length, StandardCharsets.UTF_8));
        }
        return texts;
    }

    /** Copies a field without its escapes; returns its length. */
    int copy(byte[] bytes, int field, byte[] target) {
        int length = 0;
        boolean unescape = escaped(field);
        for (int i = starts[field]; i < ends[field]; i++) {
            if (unescape && i + 1 < ends[field] && opensEscape(bytes[i], bytes[i + 1])) {
                i++;
            }
            target[length++] = bytes[i];
        }
        return length;
    }

    private boolean opensEscape(byte first, byte second) {
        if (form.backslash() && first == '\\') {
            return second == form.quote() || second == '\\';
        }
        return first == form.quote() && second == form.quote();
    }

    private Outcome fields(byte[] bytes, int from, int to, boolean last) {
        byte delimiter = form.delimiter();
        byte lineEnd = form.lineEnd();
        byte quote = form.quote();
        int position = from;
        while (true) {
            int scan = position;
            if (quote != CsvForm.NONE && position < to && bytes[position] == quote) {
                int newlinesBefore = newlines;
                int close = closingQuote(bytes, position + 1, to, last);
                if (close == MORE) {
                    return Outcome.MORE;
                }
                if (close == OPEN) {
                    return Outcome.OPEN_QUOTE;
                }
                int after = close + 1;
                if (after + 1 >= to && !last) {
                    return Outcome.MORE;
                }
                if (endsField(bytes, after, to)) {
                    add(position + 1, close, sawEscape ? ESCAPED : QUOTED);
                    if (after < to && bytes[after] == delimiter) {
                        position = after + 1;
                        continue;
                    }
                    next = afterLine(bytes, after, to);
                    return Outcome.RECORD;
                }
                if (newlines > newlinesBefore) {
                    return Outcome.OPEN_QUOTE;
                }
                scan = after;
            }
            while (scan < to && bytes[scan] != delimiter && bytes[scan] != lineEnd) {
                bits |= bytes[scan++];
            }
            if (scan == to && !last) {
                return Outcome.MORE;
            }
            if (scan < to && bytes[scan] == delimiter) {
                add(position, scan, PLAIN);
                position = scan + 1;
                continue;
            }
            int end = lineEnd == '\n' && scan > position && bytes[scan - 1] == '\r' ? scan - 1 : scan;
            add(position, end, PLAIN);
            next = Math.min(scan + 1, to);
            return Outcome.RECORD;
        }
    }

    private Outcome words(byte[] bytes, int from, int to, boolean last) {
        int position = from;
        while (true) {
            while (position < to && (bytes[position] == ' ' || bytes[position] == '\t' || bytes[position] == '\r')) {
                position++;
            }
            int scan = position;
            while (scan < to
                    && bytes[scan] != ' '
                    && bytes[scan] != '\t'
                    && bytes[scan] != '\r'
                    && bytes[scan] != '\n') {
                bits |= bytes[scan++];
            }
            if (scan == to && !last) {
                return Outcome.MORE;
            }
            if (scan > position) {
                add(position, scan, PLAIN);
            }
            if (scan == to || bytes[scan] == '\n') {
                next = Math.min(scan + 1, to);
                if (count == 0) {
                    add(position, position, PLAIN);
                }
                return Outcome.RECORD;
            }
            position = scan;
        }
    }

    private static final int MORE = -1;
    private static final int OPEN = -2;
    private boolean sawEscape;

    private int closingQuote(byte[] bytes, int from, int to, boolean last) {
        byte quote = form.quote();
        sawEscape = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            bits |= b;
            if (b == quote) {
                if (form.backslash() || i + 1 >= to || bytes[i + 1] != quote) {
                    return i + 1 >= to && !last ? MORE : i;
                }
                sawEscape = true;
                i++;
            } else if (b == '\\' && form.backslash()) {
                sawEscape = true;
                i++;
            } else if (b == '\n' || (b == '\r' && (i + 1 >= to || bytes[i + 1] != '\n'))) {
                newlines++;
            }
        }
        return last ? OPEN : MORE;
    }

    private boolean endsField(byte[] bytes, int at, int to) {
        return at >= to
                || bytes[at] == form.delimiter()
                || bytes[at] == form.lineEnd()
                || (bytes[at] == '\r' && (at + 1 >= to || bytes[at + 1] == '\n'));
    }

    private int afterLine(byte[] bytes, int at, int to) {
        int end = at;
        if (end < to && bytes[end] == '\r' && form.lineEnd() == '\n') {
            end++;
        }
        return Math.min(end + 1, to);
    }

    private void add(int start, int end, byte kind) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            kinds = Arrays.copyOf(kinds, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        kinds[count] = kind;
        count++;
    }
}
