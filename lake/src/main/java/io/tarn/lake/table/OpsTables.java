package io.tarn.lake.table;

import static io.tarn.lake.table.ColumnType.Scalar.LONG;
import static io.tarn.lake.table.ColumnType.Scalar.STRING;
import static io.tarn.lake.table.ColumnType.Scalar.TIMESTAMP;

import io.tarn.lake.table.ColumnType.MapOf;
import java.util.List;

/** The tables of operation: what ran, and what it made. */
public final class OpsTables {
    /** A run is whole or absent: its row is its last commit and names the version of every table that it wrote. */
    public static final TableContract RUNS = new TableContract(
            TableName.of("ops.runs"),
            "Every run that was completed, with the versions of the tables that it left",
            List.of(
                    Column.of("run_id", STRING, "The run"),
                    Column.of("kind", STRING, "What ran, such as gold"),
                    Column.of("state", STRING, "complete"),
                    Column.of("started_at", TIMESTAMP, "When it read its clock"),
                    Column.of("finished_at", TIMESTAMP, "When it was recorded as complete"),
                    Column.of("tarn_version", STRING, "The version of Tarn that ran"),
                    Column.of("definitions_hash", STRING, "Hash of the definitions that it ran by"),
                    Column.of("inputs_hash", STRING, "Hash of what it read"),
                    Column.of("table_versions", new MapOf(LONG), "The version of each table that it left"),
                    Column.of("counts", new MapOf(LONG), "How many records, links, profiles and so on"),
                    Column.of("stage_millis", new MapOf(LONG), "How long each stage took, in milliseconds")),
            List.of("run_id"),
            List.of("finished_at"));

    /** How far the live road has reached the lake: one row a flush, the last commit of it. */
    public static final TableContract LIVE = new TableContract(
            TableName.of("ops.live"),
            "How far live events have reached the lake, one row a flush",
            List.of(
                    Column.of("through_offset", LONG, "The last log entry whose rows are in the lake"),
                    Column.of("flushed_at", TIMESTAMP, "When they were"),
                    Column.of("rows", LONG, "How many rows the flush brought")),
            List.of("through_offset"),
            List.of("through_offset"));

    /** What was forgotten: hashes and counts only. */
    public static final TableContract FORGOTTEN = new TableContract(
            TableName.of("ops.forgotten"),
            "Persons who were forgotten, one row a table that was looked through; hashes and counts only",
            List.of(
                    Column.of("receipt", STRING, "The forgetting; receipts/ of the home holds all of it"),
                    Column.of("forgotten_at", TIMESTAMP, "When it was asked for"),
                    Column.of("asked", STRING, "Keyed hash of the identifier that was asked for"),
                    Column.of("place", STRING, "A table; log or reports"),
                    Column.of("erased", LONG, "How many rows, log entries or reports went"),
                    Column.of("version", LONG, "The table's version without them; NULL for what is no table")),
            List.of("receipt", "place"),
            List.of("forgotten_at"));

    /** Who did what: reads, refusals, forgettings, commands. */
    public static final TableContract AUDIT = new TableContract(
            TableName.of("ops.audit"),
            "Who did what, when, to which rows and under which rule; one row a profile that was read",
            List.of(
                    Column.of("audit_id", STRING, "What was done; unique"),
                    Column.of("log_offset", LONG, "Place in the log; NULL for a command while no server ran"),
                    Column.of("done_at", TIMESTAMP, "When it was done"),
                    Column.of(
                            "actor",
                            STRING,
                            "key:<name>, oidc:<subject>, command:<account of the machine>, or unknown for a wrong key"),
                    Column.of(
                            "scope",
                            STRING,
                            "What the actor may do: collect, read, marketer, admin; home for commands; empty if"
                                    + " unknown"),
                    Column.of(
                            "action",
                            STRING,
                            "profile.read, profile.batch_read, changes.open, collect.refuse, read.refuse, admin.refuse,"
                                    + " forget, retain, history.import, quarantine.list, quarantine.replay, key.add, key.remove, source.add, source.remove, source.approve, unify,"
                                    + " explain.reveal"),
                    Column.personal("profile_id", STRING, "The profile that it was about; NULL for none"),
                    Column.of(
                            "subject",
                            STRING,
                            "What else it was about: source:<name>, key:<name>, run:<id>, or the type and keyed hash of"
                                    + " an identifier that led to nobody or to somebody forgotten"),
                    Column.of(
                            "policy",
                            STRING,
                            "The rule: plain or masked for what was shown, the reason of a refusal, approval for what"
                                    + " waits for a person"),
                    Column.of("outcome", STRING, "The status of HTTP that answered it, or done"),
                    Column.of("count", LONG, "How many such there were; refusals of one kind are told together")),
            List.of("audit_id"),
            List.of("done_at"));

    /** What went because it was too old. */
    public static final TableContract RETAINED = new TableContract(
            TableName.of("ops.retained"),
            "What retention took out, one row a table that has one, and the log",
            List.of(
                    Column.of("retained_at", TIMESTAMP, "When it looked at its clock"),
                    Column.of("place", STRING, "A table, or log"),
                    Column.of("kept_from", TIMESTAMP, "What was older went"),
                    Column.of("removed", LONG, "How many rows, or log entries"),
                    Column.of("version", LONG, "The table's version without them; NULL for the log"),
                    Column.of("files", LONG, "How many files of older versions were deleted")),
            List.of("retained_at", "place"),
            List.of("retained_at"));

    private OpsTables() {}
}
