package io.tarn.connectors.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out how a delimited text is written, by trying each way on its beginning.
 *
 * <p>The best way is the one by which most records have as many fields as the rest and as the first; of equals the one
 * with more fields; of equals the rarer delimiter, for commas stand inside numbers and names.
 */
final class CsvSniffer {
    private static final int RECORDS_MAX = 2_000;
    private static final byte[] DELIMITERS = {'\t', '|', ';', ',', 1};
    private static final double BLANKS_CONSISTENCY_MIN = 0.99;
    private static final int BLANKS_FIELDS_MIN = 3;
    private static final double HEADER_MISMATCH = 0.5;

    private final byte[] sample;
    private final int end;
    private final boolean whole;
    private final CsvOptions options;

    /**
     * @param whole whether the sample is all there is, so that its last record counts
     */
    CsvSniffer(byte[] sample, int end, boolean whole, CsvOptions options) {
        this.sample = sample;
        this.end = end;
        this.whole = whole;
        this.options = options;
    }

    /** The shape of the text; a sample without any record has no names. */
    CsvShape sniff() {
        Reading best = best();
        List<List<String>> records = best.records();
        if (records.isEmpty()) {
            return new CsvShape(best.form(), false, List.of(), List.of());
        }
        boolean header = options.header().orElseGet(() -> HeaderSniffer.firstIsHeader(records));
        int width = best.width();
        List<String> first = records.getFirst();
        List<String> warnings = new ArrayList<>();
        List<String> names = new ArrayList<>();
        if (!header) {
            for (int i = 0; i < width; i++) {
                names.add("");
            }
            warnings.add("No header was found: the columns are named column_1 to column_" + width
                    + ". If the first row is a header, say so with the option header=true.");
            return new CsvShape(best.form(), false, names, warnings);
        }
        boolean rowNames = width == first.size() + 1 && best.share() > BLANKS_CONSISTENCY_MIN;
        if (rowNames && !best.lastAlwaysMissing()) {
            names.add("");
            warnings.add("The rows have one value more than the header: the first column is named column_1.");
        }
        names.addAll(first);
        return new CsvShape(best.form(), true, names, warnings);
    }

    private Reading best() {
        byte lineEnd = lineEnd();
        List<Reading> readings = new ArrayList<>();
        for (byte delimiter :
                options.delimiter().map(given -> new byte[] {given}).orElse(DELIMITERS)) {
            for (byte quote : quotes(delimiter)) {
                for (boolean backslash : escapes(quote)) {
                    readings.add(read(new CsvForm(delimiter, quote, backslash, lineEnd)));
                }
            }
        }
        Reading best = readings.stream()
                .max(Comparator.comparingDouble(Reading::score)
                        .thenComparing(Comparator.comparingInt(r -> -readings.indexOf(r))))
                .orElseThrow();
        if (options.delimiter().isEmpty() && (best.width() < 2 || best.share() < BLANKS_CONSISTENCY_MIN)) {
            Reading blanks = read(new CsvForm(CsvForm.BLANKS, CsvForm.NONE, false, (byte) '\n'));
            boolean table = blanks.width() >= BLANKS_FIELDS_MIN
                    && blanks.share() >= BLANKS_CONSISTENCY_MIN
                    && blanks.records().size() > 1
                    && blanks.records().getFirst().size() == blanks.width();
            if (table) {
                return blanks;
            }
        }
        if (best.width() < 2 && options.delimiter().isEmpty()) {
            return read(new CsvForm((byte) ',', options.quote().orElse((byte) '"'), false, lineEnd));
        }
        return best;
    }

    private List<Byte> quotes(byte delimiter) {
        if (options.quote().isPresent()) {
            return List.of(options.quote().get());
        }
        return opens('\'', delimiter) && !opens('"', delimiter)
                ? List.of((byte) '\'', (byte) '"')
                : List.of((byte) '"');
    }

    private List<Boolean> escapes(byte quote) {
        if (options.backslash().isPresent()) {
            return List.of(options.backslash().get());
        }
        for (int i = 0; i + 1 < end; i++) {
            if (sample[i] == '\\' && sample[i + 1] == quote) {
                return List.of(false, true);
            }
        }
        return List.of(false);
    }

    /** Whether some field is wrapped in this quote. */
    private boolean opens(char quote, byte delimiter) {
        int opened = 0;
        int closed = 0;
        for (int i = 0; i < end; i++) {
            if (sample[i] != quote) {
                continue;
            }
            opened += i == 0 || sample[i - 1] == delimiter || sample[i - 1] == '\n' ? 1 : 0;
            closed += i + 1 == end || sample[i + 1] == delimiter || sample[i + 1] == '\n' || sample[i + 1] == '\r'
                    ? 1
                    : 0;
        }
        return opened > 1 && opened == closed;
    }

    private byte lineEnd() {
        boolean returns = false;
        for (int i = 0; i < end; i++) {
            if (sample[i] == '\n') {
                return '\n';
            }
            returns |= sample[i] == '\r';
        }
        return returns ? (byte) '\r' : (byte) '\n';
    }

    private Reading read(CsvForm form) {
        RecordParser parser = new RecordParser(form);
        List<List<String>> records = new ArrayList<>();
        Map<Integer, Integer> widths = new HashMap<>();
        int position = 0;
        int broken = 0;
        int first = 0;
        boolean lastMissing = true;
        while (position < end && records.size() < RECORDS_MAX) {
            RecordParser.Outcome outcome = parser.parse(sample, position, end, whole);
            if (outcome == RecordParser.Outcome.MORE) {
                break;
            }
            if (outcome == RecordParser.Outcome.OPEN_QUOTE) {
                broken++;
                while (position < end && sample[position] != form.lineEnd()) {
                    position++;
                }
                position++;
                continue;
            }
            if (outcome == RecordParser.Outcome.RECORD) {
                records.add(parser.texts(sample));
                first = first == 0 ? parser.count() : first;
                lastMissing &= records.size() == 1 || parser.missing(parser.count() - 1);
                widths.merge(parser.count(), 1, Integer::sum);
            }
            position = parser.next();
        }
        Map.Entry<Integer, Integer> modal = widths.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElse(Map.entry(0, 0));
        double share = records.isEmpty() ? 0 : (double) modal.getValue() / (records.size() + broken);
        return new Reading(form, records, modal.getKey(), share, lastMissing);
    }

    /** A way of reading the sample and what came of it. */
    private record Reading(
            CsvForm form, List<List<String>> records, int width, double share, boolean lastAlwaysMissing) {
        double score() {
            if (width < 2) {
                return 0;
            }
            int first = records.getFirst().size();
            boolean headerFits = first == width || (first + 1 == width && lastAlwaysMissing);
            return share * share * width / (width + 1.0) * (headerFits ? 1 : HEADER_MISMATCH);
        }
    }
}
