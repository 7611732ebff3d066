package io.tarn.loop.gold;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The columns that a source's table has and will have, so that every file fits.
 *
 * <p>Names that differ by case alone are one column. A type that the column's holds is cast to it. Where it does not,
 * a column that is not in the table yet becomes wide enough, text at the widest; one that is keeps its type and gets a
 * companion {@code <name>_text}, which has that file's values. One landing, one thread.
 */
final class LandingColumns {
    private static final String COMPANION = "_text";
    private static final Set<Scalar> IN_LONG = Set.of(Scalar.INTEGER);
    private static final Set<Scalar> IN_DECIMAL = Set.of(Scalar.INTEGER);
    private static final Set<Scalar> IN_DECIMAL_SUM = Set.of(Scalar.INTEGER, Scalar.LONG, Scalar.DECIMAL);
    private static final Set<Scalar> IN_DOUBLE = Set.of(Scalar.INTEGER);

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Set<String> inTable;
    private final List<String> warnings = new ArrayList<>();

    LandingColumns(List<Column> present) {
        for (Column column : present) {
            if (BronzeTables.LANDING.stream().noneMatch(ours -> ours.name().equals(column.name()))) {
                columns.put(key(column.name()), column);
            }
        }
        inTable = Set.copyOf(columns.keySet());
    }

    List<Column> all() {
        return List.copyOf(columns.values());
    }

    List<String> names() {
        return columns.values().stream().map(Column::name).toList();
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Makes room for a file's columns. */
    void admit(String file, List<Column> incoming) {
        for (Column column : incoming) {
            Column present = columns.get(key(column.name()));
            if (present == null) {
                columns.put(key(column.name()), column);
            } else if (!holds(present.type(), column.type())) {
                widen(file, present, column);
            }
        }
    }

    /** For each column of the file the expression that brings it into the table's name and type. */
    List<String> select(List<Column> incoming, Dialect dialect) {
        List<String> select = new ArrayList<>();
        for (Column column : incoming) {
            Column target = target(column);
            select.add(cast(dialect.quote(column.name()), column.type(), target.type(), dialect) + " AS "
                    + dialect.quote(target.name()));
        }
        return select;
    }

    /** The column of the table that takes the values of a file's column. */
    Column target(Column column) {
        Column present = columns.getOrDefault(key(column.name()), column);
        return holds(present.type(), column.type())
                ? present
                : columns.getOrDefault(key(present.name() + COMPANION), present);
    }

    private void widen(String file, Column present, Column incoming) {
        if (!inTable.contains(key(present.name()))) {
            ColumnType wide = holds(incoming.type(), present.type()) ? incoming.type() : Scalar.STRING;
            warnings.add("Column '" + present.name() + "' changes its type in " + file + " from " + name(present.type())
                    + " to " + name(incoming.type()) + ": it lands as " + name(wide) + ".");
            columns.put(key(present.name()), new Column(present.name(), wide, present.meaning(), present.personal()));
            return;
        }
        String companion = present.name() + COMPANION;
        warnings.add("Column '" + present.name() + "' changes its type in " + file + " from " + name(present.type())
                + " to " + name(incoming.type()) + ": the table keeps the type it has, and this file's values land as"
                + " text in '" + companion + "'.");
        columns.putIfAbsent(
                key(companion),
                Column.personal(
                        companion,
                        Scalar.STRING,
                        "Values of '" + present.name() + "' that are no " + name(present.type()) + ", as text"));
    }

    private static boolean holds(ColumnType wide, ColumnType narrow) {
        if (wide.equals(narrow) || wide == Scalar.STRING) {
            return true;
        }
        return wide instanceof Scalar scalar
                && switch (scalar) {
                    case LONG -> IN_LONG.contains(narrow);
                    case DECIMAL -> IN_DECIMAL.contains(narrow);
                    case DECIMAL_SUM -> IN_DECIMAL_SUM.contains(narrow);
                    case DOUBLE -> IN_DOUBLE.contains(narrow);
                    case STRING, BOOLEAN, INTEGER, DATE, TIMESTAMP, BINARY -> false;
                };
    }

    private static String cast(String column, ColumnType from, ColumnType to, Dialect dialect) {
        if (from.equals(to)) {
            return column;
        }
        String value = from instanceof Scalar ? column : "to_json(" + column + ")";
        return "CAST(" + value + " AS " + dialect.typeName(to) + ")";
    }

    private static String name(ColumnType type) {
        return switch (type) {
            case Scalar.STRING -> "text";
            case Scalar scalar -> scalar.name().toLowerCase(Locale.ROOT);
            case ListOf list -> "a list";
            case MapOf map -> "a map";
            case StructOf struct -> "a struct";
        };
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
