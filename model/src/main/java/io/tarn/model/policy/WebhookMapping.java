package io.tarn.model.policy;

import io.tarn.model.identity.SourceName;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the JSON that some system posts becomes an event: where in it each part stands, as JSON pointers.
 *
 * @param source the event source
 * @param type {@code track} or {@code identify}
 * @param event the event's name; a text that starts with a slash points at it
 * @param items where the list stands of which each element is an event; empty when the body is one event
 * @param messageId points at what makes the event itself, where there is such a thing
 * @param timestamp points at when it happened
 * @param userId points at the user id
 * @param anonymousId points at the anonymous id
 * @param identifiers for each further type of identifier where it stands
 * @param properties for each property or trait where it stands
 */
public record WebhookMapping(
        SourceName source,
        String type,
        String event,
        Optional<String> items,
        Optional<String> messageId,
        Optional<String> timestamp,
        Optional<String> userId,
        Optional<String> anonymousId,
        Map<String, String> identifiers,
        Map<String, String> properties) {
    public WebhookMapping {
        identifiers = Collections.unmodifiableMap(new TreeMap<>(identifiers));
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }
}
