package io.tarn.wire.event;

import io.tarn.model.event.Violation;
import io.tarn.model.identity.Identifier;

/** What may be wrong with an event, in words for the author of its client. What the event says is never quoted. */
final class EventViolations {
    private static final String TYPES = "track, identify, page, screen, group and alias";

    private EventViolations() {}

    static Violation typeMissing() {
        return new Violation("type_missing", "type", "'type' is missing. Set it to one of " + TYPES + ".");
    }

    static Violation typeUnknown() {
        return new Violation("type_unknown", "type", "'type' is none of " + TYPES + ". Set it to one of them.");
    }

    static Violation eventMissing() {
        return new Violation("event_missing", "event", "'event' is missing or empty: a track names what was done.");
    }

    static Violation groupIdMissing() {
        return new Violation(
                "group_id_missing", "groupId", "'groupId' is missing or empty: a group call names the group.");
    }

    static Violation previousIdMissing() {
        return new Violation(
                "previous_id_missing",
                "previousId",
                "'previousId' is missing or empty: an alias names the id used before.");
    }

    static Violation nameTooLong(String field, int length, int most) {
        return new Violation(
                "name_too_long", field, "'" + field + "' has " + length + " characters; use at most " + most + ".");
    }

    static Violation messageIdTooLong(int length) {
        return new Violation(
                "message_id_too_long",
                "messageId",
                "'messageId' has " + length + " characters; use at most " + SegmentCodec.MESSAGE_ID_MAX + ".");
    }

    static Violation tooLarge(int length) {
        return new Violation(
                "event_too_large",
                "",
                "The event has " + length + " characters of JSON; send at most " + SegmentCodec.EVENT_LENGTH_MAX
                        + " an event.");
    }

    static Violation numberUnfit(int many) {
        return new Violation(
                "number_unfit",
                "",
                (many == 1 ? "A number has" : many + " numbers have")
                        + " more than 12 digits before the point or 6 after it and became text. Send fewer digits, or"
                        + " text where no arithmetic is meant.");
    }

    static Violation noObject(String field) {
        return new Violation(
                "no_object", field, "'" + field + "' is no JSON object and was left out. Send names and values.");
    }

    static Violation consentUnreadable() {
        return new Violation(
                "consent_unreadable",
                "context.consent.categoryPreferences",
                "A category in 'context.consent.categoryPreferences' is neither true nor false and was left out.");
    }

    static Violation identifierUnreadable(String field) {
        return new Violation(
                "identifier_unreadable", field, "'" + field + "' is neither text nor a number and was left out.");
    }

    static Violation identifierTooLong(String field, int length) {
        return new Violation(
                "identifier_too_long",
                field,
                "'" + field + "' has " + length + " characters and was left out; use at most "
                        + Identifier.VALUE_LENGTH_MAX + ".");
    }

    static Violation externalIdUnreadable() {
        return new Violation(
                "external_id_unreadable",
                "context.externalIds",
                "An entry of 'context.externalIds' has no usable type and was left out. Send {\"type\": …, \"id\": …}"
                        + " with a type of letters, digits and underscores.");
    }

    static Violation externalIdsTooMany(int many, int most) {
        return new Violation(
                "external_ids_too_many",
                "context.externalIds",
                "'context.externalIds' has " + many + " entries; those after the first " + most + " were left out.");
    }

    static Violation timestampUnreadable() {
        return new Violation(
                "timestamp_unreadable",
                "timestamp",
                "The timestamp is neither ISO 8601 nor a number of milliseconds since 1970; the time of receipt stands"
                        + " in for it.");
    }

    static Violation timestampUnbelievable() {
        return new Violation(
                "timestamp_unbelievable",
                "timestamp",
                "The timestamp lies before " + EventTimes.BELIEVED_FROM + "; the time of receipt stands in for it. Is"
                        + " the client's clock set, and is the unit seconds or milliseconds?");
    }

    static Violation timestampAhead() {
        return new Violation(
                "timestamp_ahead",
                "timestamp",
                "The timestamp lies more than a day after the receipt; the time of receipt stands in for it. Send"
                        + " 'sentAt' from the same clock, so that it can be mended.");
    }

    static Violation lineUnreadable() {
        return new Violation(
                "line_unreadable",
                "",
                "The line is not one JSON object in UTF-8. Write each event on a line of its own.");
    }

    static Violation lineUnmapped() {
        return new Violation(
                "line_unmapped", "", "The line is not one event by the mapping: compare its places with the line.");
    }
}
