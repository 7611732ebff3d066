package io.tarn.lake.table;

import static io.tarn.lake.table.ColumnType.Scalar.LONG;
import static io.tarn.lake.table.ColumnType.Scalar.STRING;
import static io.tarn.lake.table.ColumnType.Scalar.TIMESTAMP;

import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import java.util.List;

/** The silver tables: accepted records in one shape, and what was not accepted. */
public final class SilverTables {
    /**
     * One row an accepted record of any source, in canonical columns that hold normalized values; what has no
     * canonical column stands in {@code attributes} under its trait's name.
     */
    public static final TableContract RECORDS = new TableContract(
            TableName.of("silver.records"),
            "Accepted records of all sources in one shape, one row a record",
            List.of(
                    Column.of("source", STRING, "The source that holds the record; live for what live events said"),
                    Column.personal("record_id", STRING, "The record's key in its source, as landed"),
                    Column.of("observed_at", TIMESTAMP, "When the source last saw the record, where it says so"),
                    Column.of("ingested_at", TIMESTAMP, "When the record was landed"),
                    Column.of("file", STRING, "The file or table it came from"),
                    Column.of("row_number", LONG, "Its row there, from 1"),
                    Column.personal("title", STRING, "Form of address or academic title"),
                    Column.personal("full_name", STRING, "Whole name"),
                    Column.personal("first_name", STRING, "Given name"),
                    Column.personal("middle_name", STRING, "Middle name or initial"),
                    Column.personal("last_name", STRING, "Family name"),
                    Column.personal("gender", STRING, "f, m, x or the source's own word"),
                    Column.personal("birth_date", STRING, "ISO 8601 date, or its year or year-month where that is all"),
                    Column.personal("birth_place", STRING, "Place of birth"),
                    Column.personal("occupation", STRING, "Profession"),
                    Column.personal("organization", STRING, "Company or other organization"),
                    Column.personal("email", STRING, "E-mail address, normalized"),
                    Column.personal("other_emails", new ListOf(STRING), "Further e-mail addresses of the record"),
                    Column.personal("phone", STRING, "Telephone number in E.164 where it is valid"),
                    Column.personal("other_phones", new ListOf(STRING), "Further telephone numbers of the record"),
                    Column.personal("address", STRING, "Whole address in one line, where the source has it so"),
                    Column.personal("house_number", STRING, "House number"),
                    Column.personal("street", STRING, "Street without the house number"),
                    Column.personal("unit", STRING, "Part of a house, or a second address line"),
                    Column.personal("city", STRING, "City or other locality"),
                    Column.personal("region", STRING, "State, province or county"),
                    Column.personal("postcode", STRING, "Postal code"),
                    Column.personal("country", STRING, "ISO 3166 alpha-2 code where known"),
                    Column.personal("national_id", STRING, "Number that a state gives to a person"),
                    Column.personal("device_id", STRING, "Device id"),
                    Column.personal("anonymous_id", STRING, "Id of a visitor not known yet"),
                    Column.personal("user_id", STRING, "Id of a signed-in account"),
                    Column.personal("external_id", STRING, "Id that another system gives to the person"),
                    Column.personal("age", STRING, "Age in years; stands in the attributes, too"),
                    Column.personal("latitude", STRING, "Degrees north; stands in the attributes, too"),
                    Column.personal("longitude", STRING, "Degrees east; stands in the attributes, too"),
                    Column.personal("url", STRING, "Address on the web; stands in the attributes, too"),
                    Column.personal("attributes", new MapOf(STRING), "Every other mapped value, by trait name")),
            List.of("source", "record_id"),
            List.of("source", "record_id"));

    /** What could not be accepted, with the reason, so that it can be mended and replayed. */
    public static final TableContract REJECTED = new TableContract(
            TableName.of("silver.rejected"),
            "Rows and values that were not accepted, each with its reason",
            List.of(
                    Column.of("source", STRING, "The source"),
                    Column.of("file", STRING, "The file or table"),
                    Column.of("row_number", LONG, "The row there, from 1; NULL when unknown"),
                    Column.personal("record_id", STRING, "The record's key, where it could be read"),
                    Column.of("column_name", STRING, "The column at fault; NULL for a whole row"),
                    Column.of("reason", STRING, "A stable word: unreadable, key_missing, key_repeated"),
                    Column.of("detail", STRING, "What is wrong and what to do, without personal data"),
                    Column.personal("raw", STRING, "The row as it stood"),
                    Column.of("ingested_at", TIMESTAMP, "When it was read")),
            List.of(),
            List.of("source", "file"));

    /**
     * One row a column that was ever seen in a source, nested ones by their path. What is new in a source is what
     * stands neither here nor in its mapping; what stands here alone was left out by a person.
     */
    public static final TableContract COLUMNS = new TableContract(
            TableName.of("silver.columns"),
            "The columns of every source, what each is taken to mean, and which are left out",
            List.of(
                    Column.of("source", STRING, "The source"),
                    Column.of("label", STRING, "The column and, inside a nested one, the path, with dots between"),
                    Column.of("column_name", STRING, "The column as the source names it"),
                    Column.of("tag", STRING, "What it means; NULL where it is left out"),
                    Column.of("trait", STRING, "The trait that it fills; NULL where it is left out"),
                    Column.of("found_at", TIMESTAMP, "When the run that first saw it began")),
            List.of("source", "label"),
            List.of("source", "label"));

    private SilverTables() {}
}
