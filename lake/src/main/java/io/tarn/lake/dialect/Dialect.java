package io.tarn.lake.dialect;

import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The text of a value inside a column that holds JSON as text: NULL where the path leads nowhere. */
    String jsonText(String expression, List<String> path);

    /** A map from names to text expressions without those that are NULL; NULL when all are. */
    String mapOfTexts(Map<String, String> expressions);

    /** A list of text expressions without those that are NULL and without repeats, in order; NULL when all are. */
    String listOfTexts(List<String> expressions);

    /** Whether a text starts with another; NULL where one is. */
    String startsWith(String expression, String start);

    /** Whether a text ends with another; NULL where one is. */
    String endsWith(String expression, String end);

    /** The texts of a JSON list that is held as text, as a list; NULL where it is none. */
    String textsOfJson(String expression);

    /** Whether a list of structs holds one of which a field is a text; NULL where the list is. */
    String holdsStruct(String list, String field, String text);

    /** Whether a regular expression is found in a text; NULL where the text is. */
    String matches(String expression, String pattern);

    /** An exact DECIMAL(38,6) sum by a count above nought, rounded half up, away from nought, to six digits. */
    String average(String sum, String count);

    /** A relation over a file of one JSON object a line, with these columns by name; those that a line lacks are NULL. */
    String jsonLines(Path file, List<Column> columns);

    /** The value of a map under a key; NULL where it has none. */
    String mapValue(String expression, String key);

    /**
     * A map of texts without some keys; NULL when nothing is left.
     *
     * @param field of values that are structs the field to keep; empty where they are texts
     */
    String mapWithout(String expression, List<String> keys, Optional<String> field);

    /** An aggregate: what an expression is in the row with the greatest {@code by}, NULL included. */
    String newest(String expression, String by);

    /** A struct of some expressions by name. */
    String structOf(Map<String, String> expressions);

    /** An instant as text, {@code 2026-01-31T10:00:00.000000Z}. */
    String instantText(String expression);

    /** The elements of a list as rows, where it stands alone in a SELECT; an empty or missing list gives none. */
    String unnested(String expression);

    /** A relation over a Delta table where it lies. */
    String deltaTable(Path folder);
}
