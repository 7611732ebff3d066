package io.tarn.server.cli.table;

import io.tarn.lake.table.Column;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints RFC 4180 with a header; NULL is empty, and an empty text is quoted, so that the two can be told apart. */
public final class CsvPrinter implements AnswerPrinter {
    private final PrintWriter out;

    public CsvPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(List<Column> columns) {
        line(columns.stream().map(Column::name).collect(Collectors.toList()));
    }

    @Override
    public void row(List<@Nullable Object> values) {
        line(values);
    }

    @Override
    public void end() {
        out.flush();
    }

    private void line(List<? extends @Nullable Object> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            Object value = values.get(i);
            if (value != null) {
                append(line, Values.text(value));
            }
        }
        out.print(line.append("\r\n"));
    }

    private static void append(StringBuilder line, String text) {
        boolean quoted = text.isEmpty()
                || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || text.charAt(0) == ' '
                || text.charAt(text.length() - 1) == ' ';
        if (quoted) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
    }
}
