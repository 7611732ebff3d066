package io.tarn.collect.tag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Opens columns that hold objects as JSON into one column for each value inside; lists stay as they are. */
final class NestedColumns {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double OBJECTS_MIN = 0.6;
    private static final int DEPTH_MAX = 5;
    private static final int PATHS_MAX = 300;

    private NestedColumns() {}

    static List<ColumnSample> open(List<ColumnSample> columns, long rows) {
        List<ColumnSample> opened = new ArrayList<>();
        for (ColumnSample column : columns) {
            opened.addAll(isNested(column) ? inside(column, rows) : List.of(column));
        }
        return opened;
    }

    private static boolean isNested(ColumnSample column) {
        long filled = 0;
        long objects = 0;
        for (String value : column.values()) {
            if (value != null && !value.isEmpty()) {
                filled++;
                objects += value.startsWith("{") && value.endsWith("}") ? 1 : 0;
            }
        }
        return filled > 0 && objects >= filled * OBJECTS_MIN;
    }

    private static List<ColumnSample> inside(ColumnSample column, long rows) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        Map<String, Map<Integer, String>> values = new TreeMap<>();
        for (int row = 0; row < column.values().size(); row++) {
            String value = column.values().get(row);
            if (value == null || !value.startsWith("{")) {
                continue;
            }
            try (JsonParser parser = JSON.createParser(value)) {
                parser.nextToken();
                read(parser, value, row, paths, values);
            } catch (IOException notJson) {
                // A value that cannot be read says nothing about what is inside the others.
            }
        }
        List<ColumnSample> samples = new ArrayList<>();
        paths.forEach((label, path) -> {
            Map<Integer, String> found = values.getOrDefault(label, Map.of());
            List<@Nullable String> aligned = new ArrayList<>();
            for (int row = 0; row < column.values().size(); row++) {
                aligned.add(found.get(row));
            }
            Set<String> distinct = new HashSet<>(found.values());
            boolean unique = rows == column.values().size() && distinct.size() == rows;
            long nulls = rows == 0
                    ? 0
                    : rows - rows * found.size() / Math.max(1, column.values().size());
            long different = distinct.size() < found.size() * 0.5 ? distinct.size() : rows;
            samples.add(new ColumnSample(column.column(), path, nulls, different, unique, aligned));
        });
        return samples.isEmpty() ? List.of(column) : samples;
    }

    private static void read(
            JsonParser parser,
            String text,
            int row,
            Map<String, List<String>> paths,
            Map<String, Map<Integer, String>> values)
            throws IOException {
        Deque<String> path = new ArrayDeque<>();
        JsonToken token = parser.nextToken();
        while (token != null) {
            if (token == JsonToken.FIELD_NAME) {
                path.addLast(parser.currentName());
                token = parser.nextToken();
                if (token != JsonToken.START_OBJECT || path.size() >= DEPTH_MAX) {
                    List<String> found = List.copyOf(path);
                    String label = String.join(".", found);
                    String value = leaf(parser, token, text);
                    if (paths.containsKey(label) || paths.size() < PATHS_MAX) {
                        paths.putIfAbsent(label, found);
                        if (value != null && !value.isEmpty()) {
                            values.computeIfAbsent(label, _ -> new TreeMap<>()).put(row, value);
                        }
                    }
                    path.removeLast();
                }
            } else if (token == JsonToken.END_OBJECT && !path.isEmpty()) {
                path.removeLast();
            }
            token = parser.nextToken();
        }
    }

    private static @Nullable String leaf(JsonParser parser, JsonToken token, String text) throws IOException {
        if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            return text.substring(start, (int) parser.currentLocation().getCharOffset());
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getText();
    }
}
