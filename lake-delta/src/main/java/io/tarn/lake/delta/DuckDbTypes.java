package io.tarn.lake.delta;

import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import java.util.ArrayList;
import java.util.List;

/**
 * A reader of DuckDB's type names, such as {@code STRUCT(a BIGINT, b VARCHAR)[]}. A type that has no word of ours
 * becomes the nearest one that holds its values; what nothing holds becomes text.
 */
final class DuckDbTypes {
    private final String text;
    private int at;

    private DuckDbTypes(String text) {
        this.text = text;
    }

    static ColumnType parse(String typeName) {
        return new DuckDbTypes(typeName).type();
    }

    private ColumnType type() {
        String word = word();
        ColumnType type = switch (word) {
            case "STRUCT" -> struct();
            case "MAP" -> map();
            case "DECIMAL" -> decimal();
            case "ENUM", "UNION" -> {
                skipParentheses();
                yield Scalar.STRING;
            }
            default -> scalar(word);
        };
        while (at < text.length() && text.charAt(at) == '[') {
            at = text.indexOf(']', at) + 1;
            type = new ListOf(type);
        }
        return type;
    }

    private static ColumnType scalar(String word) {
        return switch (word) {
            case "BOOLEAN" -> Scalar.BOOLEAN;
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> Scalar.INTEGER;
            case "BIGINT", "UINTEGER" -> Scalar.LONG;
            case "HUGEINT", "UBIGINT", "UHUGEINT" -> Scalar.DECIMAL_SUM;
            case "FLOAT", "DOUBLE" -> Scalar.DOUBLE;
            case "DATE" -> Scalar.DATE;
            case "BLOB" -> Scalar.BINARY;
            default -> word.startsWith("TIMESTAMP") ? Scalar.TIMESTAMP : Scalar.STRING;
        };
    }

    private ColumnType struct() {
        expect('(');
        List<Field> fields = new ArrayList<>();
        do {
            String name = fieldName();
            spaces();
            fields.add(new Field(name, type()));
            spaces();
        } while (text.charAt(at++) == ',');
        return new StructOf(fields);
    }

    private ColumnType map() {
        expect('(');
        type();
        spaces();
        expect(',');
        ColumnType value = type();
        spaces();
        expect(')');
        return new MapOf(value);
    }

    private ColumnType decimal() {
        int start = at;
        skipParentheses();
        String[] parts = text.substring(start + 1, at - 1).split(",", -1);
        int precision = Integer.parseInt(parts[0].strip());
        int scale = Integer.parseInt(parts[1].strip());
        return precision - scale <= 12 && scale <= 6 ? Scalar.DECIMAL : Scalar.DECIMAL_SUM;
    }

    private String fieldName() {
        spaces();
        if (text.charAt(at) != '"') {
            int start = at;
            while (text.charAt(at) != ' ') {
                at++;
            }
            return text.substring(start, at);
        }
        StringBuilder name = new StringBuilder();
        at++;
        while (true) {
            char c = text.charAt(at++);
            if (c != '"') {
                name.append(c);
                continue;
            }
            if (at >= text.length() || text.charAt(at) != '"') {
                return name.toString();
            }
            name.append('"');
            at++;
        }
    }

    /** A type's first word, with the words of {@code TIMESTAMP WITH TIME ZONE} taken together. */
    private String word() {
        spaces();
        int start = at;
        while (at < text.length() && "(),[".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private void skipParentheses() {
        int depth = 0;
        do {
            char c = text.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        } while (depth > 0);
    }

    private void spaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void expect(char c) {
        if (text.charAt(at++) != c) {
            throw DeltaErrors.unknownType(text);
        }
    }
}
