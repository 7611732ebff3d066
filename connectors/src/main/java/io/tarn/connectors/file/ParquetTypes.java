package io.tarn.connectors.file;

import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The lake's type for each of the engine's, empty where only text holds every value.
 *
 * <p>Reads names such as {@code STRUCT(street VARCHAR, numbers INTEGER[])}. One name, one use.
 */
final class ParquetTypes {
    private static final int DECIMAL_SCALE = 6;
    private static final int DECIMAL_WHOLE = 12;
    private static final int DECIMAL_SUM_WHOLE = 32;

    private final String name;
    private int position;

    private ParquetTypes(String name) {
        this.name = name;
    }

    static Optional<ColumnType> of(String engineType) {
        ParquetTypes reader = new ParquetTypes(engineType);
        Optional<ColumnType> type = reader.type();
        return reader.position == engineType.length() ? type : Optional.empty();
    }

    private Optional<ColumnType> type() {
        String word = word();
        Optional<ColumnType> type = switch (word) {
            case "STRUCT" -> struct();
            case "MAP" -> map();
            case "DECIMAL" -> decimal();
            default -> scalar(word);
        };
        while (name.startsWith("[]", position)) {
            position += 2;
            type = type.map(ListOf::new);
        }
        return type;
    }

    private static Optional<ColumnType> scalar(String word) {
        return switch (word) {
            case "VARCHAR" -> Optional.of(Scalar.STRING);
            case "BOOLEAN" -> Optional.of(Scalar.BOOLEAN);
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> Optional.of(Scalar.INTEGER);
            case "BIGINT", "UINTEGER" -> Optional.of(Scalar.LONG);
            case "FLOAT", "DOUBLE" -> Optional.of(Scalar.DOUBLE);
            case "DATE" -> Optional.of(Scalar.DATE);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ" ->
                Optional.of(Scalar.TIMESTAMP);
            case "BLOB" -> Optional.of(Scalar.BINARY);
            default -> Optional.empty();
        };
    }

    private Optional<ColumnType> decimal() {
        int close = name.indexOf(')', position);
        String[] parts = name.substring(position + 1, close).split(",", -1);
        position = close + 1;
        int scale = Integer.parseInt(parts[1].strip());
        int whole = Integer.parseInt(parts[0].strip()) - scale;
        if (scale > DECIMAL_SCALE || whole > DECIMAL_SUM_WHOLE) {
            return Optional.empty();
        }
        return Optional.of(whole > DECIMAL_WHOLE ? Scalar.DECIMAL_SUM : Scalar.DECIMAL);
    }

    private Optional<ColumnType> struct() {
        List<Field> fields = new ArrayList<>();
        boolean known = true;
        position++;
        while (true) {
            String field = fieldName();
            position++;
            Optional<ColumnType> type = type();
            known &= type.isPresent();
            type.ifPresent(found -> fields.add(new Field(field, found)));
            boolean more = position < name.length() && name.charAt(position) == ',';
            position += more ? 2 : 1;
            if (!more) {
                return known ? Optional.of(new StructOf(fields)) : Optional.empty();
            }
        }
    }

    private Optional<ColumnType> map() {
        position++;
        Optional<ColumnType> key = type();
        position += 2;
        Optional<ColumnType> value = type();
        position++;
        boolean text = key.filter(Scalar.STRING::equals).isPresent();
        return text ? value.map(MapOf::new) : Optional.empty();
    }

    private String fieldName() {
        if (name.charAt(position) != '"') {
            int end = name.indexOf(' ', position);
            String field = name.substring(position, end);
            position = end;
            return field;
        }
        StringBuilder field = new StringBuilder();
        position++;
        while (name.charAt(position) != '"' || name.startsWith("\"\"", position)) {
            position += name.charAt(position) == '"' ? 1 : 0;
            field.append(name.charAt(position++));
        }
        position++;
        return field.toString();
    }

    private String word() {
        int end = position;
        while (end < name.length() && "()[],".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        String word = name.substring(position, end).toUpperCase(Locale.ROOT);
        position = end;
        return word;
    }
}
