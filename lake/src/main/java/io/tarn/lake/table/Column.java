package io.tarn.lake.table;

/**
 * A column of a table and what it means.
 *
 * @param personal whether its values may identify a person: such a column carries no min/max statistics in the
 *     table's log, so that a forgotten value does not live on there
 */
public record Column(String name, ColumnType type, String meaning, boolean personal) {
    public static Column of(String name, ColumnType type, String meaning) {
        return new Column(name, type, meaning, false);
    }

    public static Column personal(String name, ColumnType type, String meaning) {
        return new Column(name, type, meaning, true);
    }
}
