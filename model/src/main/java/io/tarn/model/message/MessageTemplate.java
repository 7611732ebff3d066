package io.tarn.model.message;

import java.util.Optional;

/**
 * The Liquid sources of a message.
 *
 * @param name as its author calls it, for errors
 * @param text the plain text; derived from the html when absent
 */
public record MessageTemplate(String name, String subject, String html, Optional<String> text) {}
