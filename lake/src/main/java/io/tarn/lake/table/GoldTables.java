package io.tarn.lake.table;

import static io.tarn.lake.table.ColumnType.Scalar.DATE;
import static io.tarn.lake.table.ColumnType.Scalar.LONG;
import static io.tarn.lake.table.ColumnType.Scalar.STRING;
import static io.tarn.lake.table.ColumnType.Scalar.TIMESTAMP;

import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.StructOf;
import java.util.List;
import java.util.Set;

/** The gold tables: one governed row a profile, and the values that did not survive. */
public final class GoldTables {
    /**
     * One row a profile. Every declared trait beyond the canonical ones is a column of its own type, added when first
     * declared; what nobody declared, or too many to be columns, stands in {@code attributes}.
     */
    public static final TableContract CUSTOMERS = new TableContract(
            TableName.of("gold.customers"),
            "One row a profile: the surviving value of every trait, with its source and time",
            List.of(
                    Column.of("profile_id", STRING, "The profile"),
                    Column.personal("title", STRING, "Form of address or academic title"),
                    Column.personal("full_name", STRING, "Whole name"),
                    Column.personal("first_name", STRING, "Given name"),
                    Column.personal("middle_name", STRING, "Middle name or initial"),
                    Column.personal("last_name", STRING, "Family name"),
                    Column.personal("gender", STRING, "f, m, x or the source's own word"),
                    Column.personal("birth_date", DATE, "Date of birth, where it is a whole date"),
                    Column.personal("birth_date_text", STRING, "Birth date as known, where it is not a whole date"),
                    Column.personal("birth_place", STRING, "Place of birth"),
                    Column.personal("occupation", STRING, "Profession"),
                    Column.personal("organization", STRING, "Company or other organization"),
                    Column.personal("email", STRING, "The e-mail address that survives"),
                    Column.personal("emails", new ListOf(STRING), "All e-mail addresses, by code point"),
                    Column.personal("phone", STRING, "The telephone number that survives"),
                    Column.personal("phones", new ListOf(STRING), "All telephone numbers, by code point"),
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
                    Column.personal(
                            "attributes", new MapOf(STRING), "Traits that have no column of their own, by name"),
                    Column.of("record_count", LONG, "How many records the profile holds"),
                    Column.of("sources", new ListOf(STRING), "The sources of its records, by code point"),
                    Column.of("first_seen", TIMESTAMP, "When a source first saw it, where one says so"),
                    Column.of("last_seen", TIMESTAMP, "When a source last saw it, where one says so"),
                    Column.personal(
                            "provenance",
                            new MapOf(new StructOf(List.of(
                                    new Field("source", STRING),
                                    new Field("record_id", STRING),
                                    new Field("observed_at", TIMESTAMP),
                                    new Field("rule", STRING)))),
                            "For each surviving trait the record it came from, its time, and the rule that decided")),
            List.of("profile_id"),
            List.of("profile_id"));

    public static final TableContract TRAITS = new TableContract(
            TableName.of("gold.traits"),
            "The values of traits in which a profile's records disagree: the one that survived and those that did not",
            List.of(
                    Column.of("profile_id", STRING, "The profile"),
                    Column.of("trait", STRING, "The trait; address stands for all its parts"),
                    Column.personal("value", STRING, "A value that a record carries"),
                    Column.of("source", STRING, "The source of the best record that carries it"),
                    Column.personal("record_id", STRING, "That record's key"),
                    Column.of("observed_at", TIMESTAMP, "When that record was observed"),
                    Column.of(
                            "rule",
                            STRING,
                            "The rule by which it won or lost; or rejected: with the type that it does not fit"),
                    Column.of("rank", LONG, "1 survived; NULL was rejected"),
                    Column.of("records", LONG, "How many records carry the value")),
            List.of("profile_id", "trait", "value"),
            List.of("profile_id"));

    /** Columns of {@link #CUSTOMERS} that are no traits of a person. */
    private static final Set<String> NO_TRAITS = Set.of(
            "profile_id",
            "emails",
            "phones",
            "attributes",
            "record_count",
            "sources",
            "first_seen",
            "last_seen",
            "provenance");

    private GoldTables() {}

    /** Whether a column of {@link #CUSTOMERS} holds a trait. */
    public static boolean isTrait(String column) {
        return !NO_TRAITS.contains(column);
    }
}
