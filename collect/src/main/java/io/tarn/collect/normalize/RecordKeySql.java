package io.tarn.collect.normalize;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SourceDefinition;

/** The key of a row as landed, as SQL: what {@code silver.records} calls its {@code record_id}. */
public final class RecordKeySql {
    private RecordKeySql() {}

    /**
     * The key, NULL when it is missing; where the source names no key, the row's place.
     *
     * @param alias what stands before a column's name, such as {@code r.}; may be empty
     */
    public static String of(SourceDefinition definition, Dialect dialect, String alias) {
        if (definition.key().isEmpty()) {
            return alias + dialect.quote(SourceRelation.FILE) + " || '#' || CAST(" + alias
                    + dialect.quote(SourceRelation.ROW) + " AS " + dialect.typeName(Scalar.STRING) + ")";
        }
        String label = definition.key().get();
        for (ColumnMapping mapping : definition.columns()) {
            if (mapping.label().equals(label)) {
                return text(mapping, dialect, alias);
            }
        }
        return "NULLIF(CAST(" + alias + dialect.quote(label) + " AS " + dialect.typeName(Scalar.STRING) + "), '')";
    }

    /** What a mapped column, or a path inside of one, says as landed; NULL where that is nothing. */
    public static String text(ColumnMapping mapping, Dialect dialect, String alias) {
        String column =
                "CAST(" + alias + dialect.quote(mapping.column()) + " AS " + dialect.typeName(Scalar.STRING) + ")";
        return "NULLIF(" + (mapping.path().isEmpty() ? column : dialect.jsonText(column, mapping.path())) + ", '')";
    }
}
