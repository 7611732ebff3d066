package io.tarn.collect.normalize;

import java.util.List;

/**
 * The rows of a source as the engine sees them: text and typed columns, and for each row its file, its number there and
 * when it was landed.
 *
 * @param name the name of the table or view, ready for SQL
 * @param columns the source's own columns
 */
public record SourceRelation(String name, List<String> columns) {
    /** The file that a row came from. */
    public static final String FILE = "_file";
    /** The number of a row in its file, from 1. */
    public static final String ROW = "_row";
    /** When a row was landed. */
    public static final String INGESTED_AT = "_ingested_at";

    public SourceRelation {
        columns = List.copyOf(columns);
    }
}
