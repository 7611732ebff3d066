package io.tarn.model.event;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Properties as texts by path: the form in which definitions name them and the lake keeps them.
 *
 * <p>The parts of a path are joined by dots. Text is itself, a number its plain digits, a flag {@code true} or
 * {@code false}, a list its JSON; an object lends its name to its parts, and null is missing. Where two paths are the
 * same the later one stands.
 */
public final class FlatProperties {
    /** How many properties an event keeps; the rest stand in bronze only. */
    public static final int PROPERTIES_MAX = 2000;

    private FlatProperties() {}

    public static Map<String, String> of(Value.Fields fields) {
        Map<String, String> flat = new TreeMap<>();
        flatten("", fields, flat);
        return flat;
    }

    private static void flatten(String prefix, Value.Fields fields, Map<String, String> flat) {
        fields.fields().forEach((name, value) -> {
            String path = prefix + name;
            if (value instanceof Value.Fields inner) {
                flatten(path + ".", inner, flat);
            } else if (flat.size() < PROPERTIES_MAX && value != Value.Nothing.NOTHING) {
                flat.put(path, text(value));
            }
        });
    }

    /** The text of a value; null is {@code null} and an object its JSON, as inside a list. */
    public static String text(Value value) {
        if (value instanceof Value.Text(String text)) {
            return text;
        }
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(Value value, StringBuilder json) {
        switch (value) {
            case Value.Text(String text) -> quote(text, json);
            case Value.Decimal number -> json.append(number.plain());
            case Value.Flag(boolean holds) -> json.append(holds);
            case Value.Nothing _ -> json.append("null");
            case Value.Sequence(var items) -> {
                String separator = "[";
                for (Value item : items) {
                    json.append(separator);
                    write(item, json);
                    separator = ",";
                }
                json.append(items.isEmpty() ? "[]" : "]");
            }
            case Value.Fields(var fields) -> {
                String separator = "{";
                for (Map.Entry<String, Value> field : fields.entrySet()) {
                    json.append(separator);
                    quote(field.getKey(), json);
                    json.append(':');
                    write(field.getValue(), json);
                    separator = ",";
                }
                json.append(fields.isEmpty() ? "{}" : "}");
            }
        }
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (unit < 0x20) {
                        json.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) unit));
                    } else {
                        json.append(unit);
                    }
                }
            }
        }
        json.append('"');
    }
}
