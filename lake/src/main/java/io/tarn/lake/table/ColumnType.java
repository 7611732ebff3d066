package io.tarn.lake.table;

import java.util.List;

/** The type of a column, in the words that Delta, DuckDB and Spark share. */
public sealed interface ColumnType {
    /** A type without parts. */
    enum Scalar implements ColumnType {
        STRING,
        BOOLEAN,
        INTEGER,
        LONG,
        DOUBLE,
        /** DECIMAL(18,6). */
        DECIMAL,
        /** DECIMAL(38,6): a sum. */
        DECIMAL_SUM,
        DATE,
        /** An instant in UTC with microseconds. */
        TIMESTAMP,
        BINARY
    }

    /** A list of values of one type. */
    record ListOf(ColumnType element) implements ColumnType {}

    /** A map from text to values of one type. */
    record MapOf(ColumnType value) implements ColumnType {}

    /** A fixed set of named parts. */
    record StructOf(List<Field> fields) implements ColumnType {
        public StructOf {
            fields = List.copyOf(fields);
        }
    }

    /** A named part of a struct. */
    record Field(String name, ColumnType type) {}
}
