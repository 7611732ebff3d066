package io.tarn.lake.table;

import static io.tarn.lake.table.ColumnType.Scalar.BOOLEAN;
import static io.tarn.lake.table.ColumnType.Scalar.LONG;
import static io.tarn.lake.table.ColumnType.Scalar.STRING;
import static io.tarn.lake.table.ColumnType.Scalar.TIMESTAMP;

import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.StructOf;
import java.util.List;

/** The tables that the live road writes: events as they arrived and as they were understood, and what they changed. */
public final class EventTables {
    private static final ColumnType IDENTIFIERS =
            new ListOf(new StructOf(List.of(new Field("type", STRING), new Field("value", STRING))));
    private static final ColumnType TRAITS = new MapOf(
            new StructOf(List.of(new Field("value", STRING), new Field("source", STRING), new Field("at", TIMESTAMP))));

    /** Events as they arrived, in the order of the log. */
    public static final TableContract BRONZE = new TableContract(
            TableName.of("bronze.events"),
            "Events as they arrived, one row an arrival, repeats included",
            List.of(
                    Column.of("log_offset", LONG, "Place in the log; unique"),
                    Column.of("source", STRING, "The event source: the name that its write key stands for"),
                    Column.personal("message_id", STRING, "The client's id of the event, or one minted for it"),
                    Column.of("received_at", TIMESTAMP, "When it arrived"),
                    Column.of("origin", STRING, "live, or history for what is told from the past"),
                    Column.of("refuses_sale", BOOLEAN, "Whether the request carried Sec-GPC: 1"),
                    Column.personal("json", STRING, "The event as a JSON object, its batch's context merged in")),
            List.of("log_offset"),
            List.of("log_offset"));

    /** Events that were understood, each once, each with its profile. */
    public static final TableContract SILVER = new TableContract(
            TableName.of("silver.events"),
            "Accepted events, each exactly once, with the profile that it belonged to as it was written",
            List.of(
                    Column.of("log_offset", LONG, "Place in the log; unique"),
                    Column.of("source", STRING, "The event source"),
                    Column.personal("message_id", STRING, "The client's id of the event; unique within its source"),
                    Column.of("type", STRING, "track, identify, page, screen, group or alias"),
                    Column.of("name", STRING, "The tracked event's name; else the type"),
                    Column.of("timestamp", TIMESTAMP, "When it happened, mended for the client's clock"),
                    Column.of("original_timestamp", TIMESTAMP, "When it happened, by the client's clock"),
                    Column.of("received_at", TIMESTAMP, "When it arrived"),
                    Column.of("origin", STRING, "live, or history for what is told from the past"),
                    Column.personal("profile_id", STRING, "The profile when it was written; NULL for nobody"),
                    Column.personal("constituent_id", STRING, "The part of the profile that it stays with for ever"),
                    Column.personal(
                            "identifiers",
                            new ListOf(new StructOf(List.of(new Field("type", STRING), new Field("value", STRING)))),
                            "The identifiers that it carried"),
                    Column.personal("properties", new MapOf(STRING), "Properties, or traits, as texts by path"),
                    Column.of("consents", new MapOf(BOOLEAN), "What it said of consent, by category"),
                    Column.personal("context", new MapOf(STRING), "What the client told of itself, by path")),
            List.of("log_offset"),
            List.of("log_offset"));

    /** Events that were put aside. */
    public static final TableContract QUARANTINED = new TableContract(
            TableName.of("silver.quarantined_events"),
            "Events that were put aside, with the reasons, to be mended and replayed",
            List.of(
                    Column.of("log_offset", LONG, "Place in the log; unique"),
                    Column.of("source", STRING, "The event source"),
                    Column.personal("message_id", STRING, "The client's id of the event"),
                    Column.of("received_at", TIMESTAMP, "When it arrived"),
                    Column.of(
                            "violations",
                            new ListOf(new StructOf(List.of(
                                    new Field("reason", STRING),
                                    new Field("path", STRING),
                                    new Field("detail", STRING)))),
                            "What is wrong with it"),
                    Column.of("origin", STRING, "live, or history for what is told from the past; NULL means live"),
                    Column.of(
                            "refuses_sale",
                            BOOLEAN,
                            "Whether the request carried Sec-GPC: 1; NULL means that it did not"),
                    Column.personal("json", STRING, "The event as it arrived")),
            List.of("log_offset"),
            List.of("log_offset"));

    /** What was odd about events that were accepted nevertheless. */
    public static final TableContract REPORTED = new TableContract(
            TableName.of("silver.event_violations"),
            "What accepted events were found to violate, of the tracking plan or else; one row a violation",
            List.of(
                    Column.of("log_offset", LONG, "The event's place in the log, as in silver.events"),
                    Column.of("source", STRING, "The event source"),
                    Column.of("name", STRING, "The tracked event's name; else the type"),
                    Column.of("received_at", TIMESTAMP, "When the event arrived"),
                    Column.of("reason", STRING, "A stable word, such as property_missing"),
                    Column.of("path", STRING, "The field"),
                    Column.of("detail", STRING, "What is wrong and what to do")),
            List.of(),
            List.of("log_offset"));

    /** What became of profiles: the newest row of each holds its live state. */
    public static final TableContract PROFILE_CHANGES = new TableContract(
            TableName.of("gold.profile_changes"),
            "Live profiles as they changed: the newest row of a profile is its live state",
            List.of(
                    Column.personal("profile_id", STRING, "The profile"),
                    Column.of("log_offset", LONG, "The log entry up to which the row tells its state"),
                    Column.of("changed_at", TIMESTAMP, "When that entry entered the log"),
                    Column.of("state", STRING, "live; merged when another profile holds it; forgotten"),
                    Column.personal("merged_into", STRING, "The profile that holds it now, where state is merged"),
                    Column.personal("constituents", new ListOf(STRING), "The ids of its parts"),
                    Column.personal("identifiers", IDENTIFIERS, "All that leads to it"),
                    Column.personal("traits", TRAITS, "Its traits as texts, each with its source and time"),
                    Column.personal("computed", new MapOf(STRING), "Its computed traits as texts"),
                    Column.of("consents", new MapOf(BOOLEAN), "What it last said of consent, by category"),
                    Column.personal(
                            "live_parts",
                            new ListOf(new StructOf(List.of(
                                    new Field("id", STRING),
                                    new Field("identifiers", IDENTIFIERS),
                                    new Field("traits", TRAITS)))),
                            "Of its parts those that events made, each with its own; NULL for the only part")),
            List.of("profile_id", "log_offset"),
            List.of("profile_id"));

    /**
     * What {@link #PROFILE_CHANGES} and {@code gold.customers} come to, in a form that is quick to read. A trait has a
     * column of its own, {@code trait_} and its name, added when it is first seen often enough.
     */
    public static final TableContract PROFILE_STATES = new TableContract(
            TableName.of("gold.profile_states"),
            "The newest state of every profile up to a log offset, a column a trait; what changed since is in"
                    + " gold.profile_changes",
            List.of(
                    Column.personal("profile_id", STRING, "The profile"),
                    Column.of(
                            "state",
                            STRING,
                            "live; gold when only a gold run knows it; held when a live profile holds it as a part;"
                                    + " merged; forgotten"),
                    Column.personal("held_by", STRING, "The live profile that holds it, where state is held"),
                    Column.personal("parts", new ListOf(STRING), "The ids of its parts; NULL where it is the only one"),
                    Column.personal("identifiers", IDENTIFIERS, "All that leads to it"),
                    Column.of("consents", new MapOf(BOOLEAN), "What it last said of consent, by category"),
                    Column.personal("traits", new MapOf(STRING), "Its traits without a column of their own, as texts"),
                    Column.of("through_offset", LONG, "The log entry up to which the table tells; alike in all rows"),
                    Column.of("gold_versions", STRING, "The versions of the gold run's tables that it tells; alike"),
                    Column.of("told_traits", STRING, "The traits with a column, as a JSON list; alike in all rows")),
            List.of("profile_id"),
            List.of("state", "profile_id"));

    /** All that the sink of the live road writes. */
    public static final List<TableContract> ALL =
            List.of(BRONZE, SILVER, QUARANTINED, REPORTED, IdentityTables.APART, PROFILE_CHANGES);

    private EventTables() {}
}
