package io.tarn.lake.table;

import static io.tarn.lake.table.ColumnType.Scalar.BOOLEAN;
import static io.tarn.lake.table.ColumnType.Scalar.INTEGER;
import static io.tarn.lake.table.ColumnType.Scalar.LONG;
import static io.tarn.lake.table.ColumnType.Scalar.STRING;
import static io.tarn.lake.table.ColumnType.Scalar.TIMESTAMP;

import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.StructOf;
import java.util.List;

/** The tables of audiences, decisions, messages and what became of them, which the live road writes. */
public final class EngagementTables {
    /** Who entered and left audiences: the newest row of a profile says whether it is in one. */
    public static final TableContract AUDIENCE_CHANGES = new TableContract(
            TableName.of("gold.audience_changes"),
            "Who entered and left audiences; gold.audience_members has those who are in",
            List.of(
                    Column.of("log_offset", LONG, "The log entry that caused it"),
                    Column.of("audience", STRING, "The audience's name"),
                    Column.personal("profile_id", STRING, "The profile"),
                    Column.of("change", STRING, "entered or exited"),
                    Column.of("changed_at", TIMESTAMP, "When"),
                    Column.of("cause", STRING, "event, time, merged, unmerged, published or definition"),
                    Column.of("source", STRING, "The event source of the event that caused it, where one did"),
                    Column.personal("message_id", STRING, "That event's message id")),
            List.of("audience", "profile_id", "log_offset"),
            List.of("audience"));

    /** What was decided of each message step for each person, and why. */
    public static final TableContract DECISIONS = new TableContract(
            TableName.of("gold.decisions"),
            "What was decided of each message step for each person, and why; the newest row of a decision stands",
            List.of(
                    Column.of("log_offset", LONG, "The log entry at which it was decided"),
                    Column.of("decision_id", STRING, "The decision; the same when it is taken again after a wait"),
                    Column.of("campaign", STRING, "The campaign's name"),
                    Column.of("step", STRING, "The message step's name"),
                    Column.personal("profile_id", STRING, "The profile as it was then"),
                    Column.personal("constituent_id", STRING, "The part of the profile that set the campaign off"),
                    Column.of("verdict", STRING, "sent, deferred or withheld"),
                    Column.of("cause", STRING, "The check that it rests on, such as consent; NULL when sent"),
                    Column.of("sentence", STRING, "In plain words"),
                    Column.of("decided_at", TIMESTAMP, "When"),
                    Column.of("due_at", TIMESTAMP, "When the step was due"),
                    Column.of("deferred_until", TIMESTAMP, "When it is decided again, where it was deferred"),
                    Column.of("control", BOOLEAN, "Whether it was withheld from a control group"),
                    Column.of("alternative", STRING, "The alternative that was chosen, where it was sent"),
                    Column.of("channel", STRING, "The channel, where it was sent"),
                    Column.of("template", STRING, "The template, where it was sent"),
                    Column.of("worth", STRING, "What it was expected to earn, where it was sent"),
                    Column.of("message_id", STRING, "The message that it led to, as in gold.messages"),
                    Column.of("audiences", new ListOf(STRING), "The audiences that the campaign asks for"),
                    Column.of("occasion_at", TIMESTAMP, "When the campaign was set off"),
                    Column.of("occasion_source", STRING, "The event source of the event that set it off"),
                    Column.personal(
                            "occasion_message_id", STRING, "That event's message id; log:OFFSET where none did"),
                    Column.of(
                            "reasons",
                            new ListOf(new StructOf(List.of(
                                    new Field("check", STRING),
                                    new Field("finding", STRING),
                                    new Field("sentence", STRING),
                                    new Field("alternative", STRING),
                                    new Field("facts", new MapOf(STRING))))),
                            "Every check that was made, in order")),
            List.of("decision_id", "log_offset"),
            List.of("campaign"));

    /** How far each message came. */
    public static final TableContract MESSAGES = new TableContract(
            TableName.of("gold.messages"),
            "How far each message came; the newest row of a message holds its state",
            List.of(
                    Column.of("log_offset", LONG, "The log entry that says so"),
                    Column.of("message_id", STRING, "The message"),
                    Column.of("decision_id", STRING, "The decision that it stems from"),
                    Column.of("campaign", STRING, "The campaign's name"),
                    Column.of("step", STRING, "The message step's name"),
                    Column.personal("profile_id", STRING, "The profile as it was decided on"),
                    Column.personal("constituent_id", STRING, "The part of the profile that set the campaign off"),
                    Column.of("channel", STRING, "The channel"),
                    Column.of("purpose", STRING, "What it is for, as consent has it"),
                    Column.personal("subject", STRING, "Its subject, where the channel has one"),
                    Column.of("state", STRING, "queued, sending, delivered, failed or uncertain"),
                    Column.of("attempts", INTEGER, "How many attempts have begun"),
                    Column.of("since", TIMESTAMP, "Since when; where it is queued, when it may leave"),
                    Column.of("reason", STRING, "What the last attempt came to")),
            List.of("message_id", "log_offset"),
            List.of("campaign"));

    /** What became of messages at their persons. */
    public static final TableContract OUTCOMES = new TableContract(
            TableName.of("gold.outcomes"),
            "What became of messages: delivered, opened, clicked, bounced, complained, unsubscribed",
            List.of(
                    Column.of("log_offset", LONG, "The log entry that tells it, as in silver.events; unique"),
                    Column.of("message_id", STRING, "The message, as in gold.messages"),
                    Column.of("decision_id", STRING, "The decision that it stems from"),
                    Column.of("campaign", STRING, "The campaign's name"),
                    Column.of("step", STRING, "The message step's name"),
                    Column.personal("profile_id", STRING, "The profile as it was then"),
                    Column.personal("constituent_id", STRING, "The part of the profile that keeps it"),
                    Column.of("outcome", STRING, "The event's name, such as Email Opened"),
                    Column.of("happened_at", TIMESTAMP, "When"),
                    Column.of("details", new MapOf(STRING), "What else is told, such as link, kind and code")),
            List.of("log_offset"),
            List.of("campaign"));

    /** Who is not to be written to, whatever they agreed to. */
    public static final TableContract DO_NOT_CONTACT = new TableContract(
            TableName.of("gold.do_not_contact"),
            "The do-not-contact list: who complained, and whose address takes no messages",
            List.of(
                    Column.of("log_offset", LONG, "The log entry that caused it"),
                    Column.personal("profile_id", STRING, "The profile as it was then"),
                    Column.personal("constituent_id", STRING, "The part of the profile that the entry is about"),
                    Column.of("channel", STRING, "The channel that is forbidden; NULL for every one"),
                    Column.of("cause", STRING, "complained or bounced"),
                    Column.of("since", TIMESTAMP, "When it was put there")),
            List.of("constituent_id", "log_offset"),
            List.of());

    /** All of them. */
    public static final List<TableContract> ALL =
            List.of(AUDIENCE_CHANGES, DECISIONS, MESSAGES, OUTCOMES, DO_NOT_CONTACT);

    private EngagementTables() {}
}
