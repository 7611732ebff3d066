package io.tarn.lake.dialect;

import io.tarn.lake.table.ColumnType;

/** What differs between the engines that run the same SQL. */
public interface Dialect {
    /** An identifier in quotes, with quotes inside it doubled. */
    String quote(String identifier);

    /** A text literal, for places where an engine takes no bound value. */
    String literal(String text);

    /** The engine's name of a column type. */
    String typeName(ColumnType type);

    /** A cast that gives NULL where the value does not fit. */
    String tryCast(String expression, ColumnType type);
}
