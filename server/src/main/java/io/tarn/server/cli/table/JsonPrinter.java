package io.tarn.server.cli.table;

import io.tarn.lake.table.Column;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints one JSON array of objects, a line a row. */
public final class JsonPrinter implements AnswerPrinter {
    private final PrintWriter out;
    private List<String> names = List.of();
    private boolean first = true;

    public JsonPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(List<Column> columns) {
        names = columns.stream().map(Column::name).toList();
        out.print("[");
    }

    @Override
    public void row(List<@Nullable Object> values) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            object.put(names.get(i), values.get(i));
        }
        out.print(first ? "\n" : ",\n");
        out.print(Values.jsonText(object));
        first = false;
    }

    @Override
    public void end() {
        out.println(first ? "]" : "\n]");
        out.flush();
    }
}
