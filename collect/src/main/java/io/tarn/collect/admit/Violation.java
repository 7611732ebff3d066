package io.tarn.collect.admit;

/**
 * Something that is wrong with an event.
 *
 * @param reason a stable word, such as {@code type_wrong}
 * @param path of the field, its parts joined by dots; empty for the event as a whole
 * @param detail what is wrong and what to do, for the author of the client; without personal data
 */
public record Violation(String reason, String path, String detail) {}
