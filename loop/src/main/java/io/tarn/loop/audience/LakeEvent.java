package io.tarn.loop.audience;

import java.time.Instant;
import java.util.Map;

/**
 * An event of a person, as the lake holds it.
 *
 * @param properties texts by path
 */
record LakeEvent(String name, Instant at, String messageId, Map<String, String> properties) {
    LakeEvent {
        properties = Map.copyOf(properties);
    }
}
