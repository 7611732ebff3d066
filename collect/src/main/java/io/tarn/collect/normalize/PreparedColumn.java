package io.tarn.collect.normalize;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.ScalarFunction.TextFunction;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.policy.ColumnMapping;

/**
 * One mapped column on its way into silver: its text, the functions of its rules, and the names they have in SQL.
 *
 * @param index its place among the source's mapped columns
 * @param dictionary whether the rules are applied to different values once, in a table of their own
 */
record PreparedColumn(String prefix, int index, ColumnMapping mapping, Normalizer rules, boolean dictionary) {
    /** The landed text. */
    String text(Dialect dialect) {
        String column = "CAST(r." + dialect.quote(mapping.column()) + " AS " + typeOfText(dialect) + ")";
        return mapping.path().isEmpty() ? column : dialect.jsonText(column, mapping.path());
    }

    private static String typeOfText(Dialect dialect) {
        return dialect.typeName(io.tarn.lake.table.ColumnType.Scalar.STRING);
    }

    boolean hasRules() {
        return !mapping.rules().isEmpty();
    }

    boolean hasPart() {
        return rules.splitsStreet() || rules.splitsTitle();
    }

    TextFunction valueFunction() {
        return new TextFunction(name("norm"), 1, arguments -> rules.value(arguments[0]));
    }

    TextFunction partFunction() {
        return new TextFunction(name("part"), 1, arguments -> rules.part(arguments[0]));
    }

    /** The normalized value, in a query that reads the source as r and joins the dictionary. */
    String value(Dialect dialect) {
        if (!hasRules()) {
            return "NULLIF(" + text(dialect) + ", '')";
        }
        return dictionary ? table() + ".value" : name("norm") + "(" + text(dialect) + ")";
    }

    /** What the rules split off. */
    String part(Dialect dialect) {
        return dictionary ? table() + ".part" : name("part") + "(" + text(dialect) + ")";
    }

    Statement createDictionary(Dialect dialect, String relation) {
        String part = hasPart() ? ", " + name("part") + "(raw) AS part" : "";
        return Statement.of("CREATE TEMPORARY TABLE " + table() + " AS SELECT raw, " + name("norm") + "(raw) AS value"
                + part + " FROM (SELECT DISTINCT " + text(dialect) + " AS raw FROM " + relation
                + " r) WHERE raw IS NOT NULL");
    }

    String join(Dialect dialect) {
        return " LEFT JOIN " + table() + " ON " + table() + ".raw = " + text(dialect);
    }

    Statement dropDictionary() {
        return Statement.of("DROP TABLE IF EXISTS " + table());
    }

    private String table() {
        return name("words");
    }

    private String name(String kind) {
        return kind + "_" + prefix + "_" + index;
    }
}
