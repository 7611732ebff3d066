package io.tarn.lake.table;

import static io.tarn.lake.table.ColumnType.Scalar.LONG;
import static io.tarn.lake.table.ColumnType.Scalar.STRING;
import static io.tarn.lake.table.ColumnType.Scalar.TIMESTAMP;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The bronze tables: each source as landed, and the book of what was landed.
 *
 * <p>A source's table has the source's own columns and three of ours, which say where each row came from.
 */
public final class BronzeTables {
    public static final Column FILE = Column.of("_file", STRING, "The file or table that the row came from");
    public static final Column ROW =
            Column.of("_row", LONG, "Where the row begins there: the line of a text file, else the row; from 1");
    public static final Column INGESTED_AT = Column.of("_ingested_at", TIMESTAMP, "When the row was landed");

    /** What stands in every table of a source, beside the source's own columns. */
    public static final List<Column> LANDING = List.of(FILE, ROW, INGESTED_AT);

    /** Rows of sources that could not be read. */
    public static final TableContract UNREADABLE = new TableContract(
            TableName.of("bronze.unreadable"),
            "Rows of sources that could not be read, as they stood, each with its reason; a mended row leaves",
            List.of(
                    Column.of("source", STRING, "The source"),
                    Column.of("file", STRING, "The file or table"),
                    Column.of("row_number", LONG, "The line or row there, from 1; NULL for the whole file"),
                    Column.of(
                            "reason",
                            STRING,
                            "A stable word: ragged, open_quote, encoding, too_long, broken_json,"
                                    + " not_an_object, truncated, not_a_table"),
                    Column.of("detail", STRING, "What is wrong and what to do, without personal data"),
                    Column.personal("raw", STRING, "The row as it stood, its beginning where it is very long"),
                    Column.of("ingested_at", TIMESTAMP, "When it was read")),
            List.of(),
            List.of("source", "file"));

    /** The book of landed files: a file is landed when its line stands here, and not before. */
    public static final TableContract FILES = new TableContract(
            TableName.of("bronze.files"),
            "Every file or table that was landed, one row each time; what it held, and when",
            List.of(
                    Column.of("source", STRING, "The source"),
                    Column.of("file", STRING, "The file or table"),
                    Column.of("fingerprint", STRING, "Hash of its content"),
                    Column.of("bytes", LONG, "Its size"),
                    Column.of("modified_at", TIMESTAMP, "When it was last changed, by its file system"),
                    Column.of("format", STRING, "How it was read: format, delimiter, encoding and so on"),
                    Column.of("rows", LONG, "How many rows were landed"),
                    Column.of("unreadable", LONG, "How many rows could not be read"),
                    Column.of("ingested_at", TIMESTAMP, "When it was landed: the _ingested_at of its rows")),
            List.of(),
            List.of("source", "file"));

    private static final Set<String> RESERVED = Set.of("unreadable", "files", "events");

    private BronzeTables() {}

    /** The name of a source's table. */
    public static TableName table(SourceName source) {
        if (RESERVED.contains(source.value())) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "'" + source + "' cannot name a source: bronze." + source + " is a table of Tarn's own."
                            + " Choose another name.");
        }
        return new TableName("bronze", source.value());
    }

    /** The contract of a source's table with these columns of its own. */
    public static TableContract contract(SourceName source, List<Column> columns) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(LANDING);
        return new TableContract(table(source), "Source " + source + " as landed", all, List.of(), List.of());
    }
}
