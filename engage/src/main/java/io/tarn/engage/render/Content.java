package io.tarn.engage.render;

import io.tarn.model.event.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a template may speak of.
 *
 * @param profile traits by name: {@code profile.*}
 * @param event properties of the event that caused the message: {@code event.*}
 * @param links by name: {@code links.unsubscribe}, {@code links.preferences}, {@code links.why}
 * @param asOf what {@code now} is
 * @param zone in which dates are shown
 */
public record Content(
        Map<String, Value> profile, Map<String, Value> event, Map<String, String> links, Instant asOf, ZoneId zone) {
    public Content {
        profile = Map.copyOf(profile);
        event = Map.copyOf(event);
        links = Map.copyOf(links);
    }
}
