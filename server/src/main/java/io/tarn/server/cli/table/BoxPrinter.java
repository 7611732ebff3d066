package io.tarn.server.cli.table;

import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints a table for people: columns as wide as they need to be up to a limit, numbers to the right. Shows the first
 * rows only and says how many there are.
 */
public final class BoxPrinter implements AnswerPrinter {
    private static final int ROWS_MAX = 200;
    private static final int WIDTH_MAX = 48;

    private final PrintWriter out;
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private List<Column> columns = List.of();
    private long count;

    public BoxPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(List<Column> answer) {
        columns = answer;
    }

    @Override
    public void row(List<@Nullable Object> values) {
        count++;
        if (rows.size() < ROWS_MAX) {
            List<@Nullable String> cells = new ArrayList<>();
            values.forEach(value -> cells.add(value == null ? null : cut(Values.text(value))));
            rows.add(cells);
        }
    }

    @Override
    public void end() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(cut(columns.get(i).name()));
            for (List<@Nullable String> row : rows) {
                widths[i] = Math.max(widths[i], length(shown(row.get(i))));
            }
        }
        rule("┌", "┬", "┐", widths);
        line(
                columns.stream()
                        .<@Nullable String>map(column -> cut(column.name()))
                        .toList(),
                widths);
        rule("├", "┼", "┤", widths);
        rows.forEach(row -> line(row, widths));
        rule("└", "┴", "┘", widths);
        String rowsSaid = count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
        out.println(count > rows.size() ? rowsSaid + ", the first " + rows.size() + " shown" : rowsSaid);
        out.flush();
    }

    private void rule(String left, String middle, String right, int[] widths) {
        List<String> parts = new ArrayList<>();
        for (int width : widths) {
            parts.add("─".repeat(width + 2));
        }
        out.println(left + String.join(middle, parts) + right);
    }

    private void line(List<? extends @Nullable String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("│");
        for (int i = 0; i < widths.length; i++) {
            String cell = shown(cells.get(i));
            String space = " ".repeat(widths[i] - length(cell));
            line.append(' ')
                    .append(rightAligned(i) ? space + cell : cell + space)
                    .append(" │");
        }
        out.println(line);
    }

    private boolean rightAligned(int column) {
        return columns.get(column).type() instanceof ColumnType.Scalar scalar
                && switch (scalar) {
                    case INTEGER, LONG, DOUBLE, DECIMAL, DECIMAL_SUM -> true;
                    case STRING, BOOLEAN, DATE, TIMESTAMP, BINARY -> false;
                };
    }

    private static String shown(@Nullable String cell) {
        return cell == null ? "NULL" : cell;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text) {
        String line = text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
        return length(line) <= WIDTH_MAX ? line : line.substring(0, line.offsetByCodePoints(0, WIDTH_MAX - 1)) + "…";
    }
}
