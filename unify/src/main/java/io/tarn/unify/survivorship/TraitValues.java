package io.tarn.unify.survivorship;

import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.policy.TraitType;

/** The SQL of typed values: from a text to the canonical text of a type, NULL where it does not fit, and to the type. */
final class TraitValues {
    private TraitValues() {}

    /** What does not fit is refused: nothing is rounded, cut or guessed. */
    static String canonical(String value, TraitType type) {
        return switch (type) {
            case STRING -> value;
            case LONG -> fitting(value, "[+-]?[0-9]{1,19}", "BIGINT");
            case DECIMAL -> fitting(value, "[+-]?[0-9]{1,12}([.][0-9]{1,6}0*)?", "DECIMAL(18,6)");
            case DOUBLE -> fitting(value, "[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?", "DOUBLE");
            case BOOLEAN ->
                "CASE WHEN lower(" + value + ") IN ('true', 't', 'yes', 'y', '1') THEN 'true' WHEN lower(" + value
                        + ") IN ('false', 'f', 'no', 'n', '0') THEN 'false' END";
            case DATE -> "CASE WHEN " + ValueForm.DATE.sql(value) + " THEN " + value + " END";
            case TIMESTAMP ->
                fitting(
                        value,
                        "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
                                + "(Z|[+-][0-9]{2}(:[0-9]{2})?)?)?",
                        "TIMESTAMPTZ");
        };
    }

    static Scalar columnType(TraitType type) {
        return switch (type) {
            case STRING -> Scalar.STRING;
            case LONG -> Scalar.LONG;
            case DECIMAL -> Scalar.DECIMAL;
            case DOUBLE -> Scalar.DOUBLE;
            case BOOLEAN -> Scalar.BOOLEAN;
            case DATE -> Scalar.DATE;
            case TIMESTAMP -> Scalar.TIMESTAMP;
        };
    }

    private static String fitting(String value, String form, String type) {
        return "CASE WHEN regexp_full_match(" + value + ", '" + form + "') THEN CAST(TRY_CAST(" + value + " AS " + type
                + ") AS VARCHAR) END";
    }
}
