package io.tarn.model.event;

/**
 * Something that is wrong with an event, or odd about it.
 *
 * @param reason a stable word, such as {@code type_unknown}
 * @param path of the field, its parts joined by dots; empty for the event as a whole
 * @param detail what is wrong and what to do, for the author of the client; without personal data
 */
public record Violation(String reason, String path, String detail) {}
