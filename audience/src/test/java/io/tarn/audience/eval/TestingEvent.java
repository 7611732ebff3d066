package io.tarn.audience.eval;

import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import java.time.Instant;
import java.util.Map;

/** An event of a person, its properties as texts by path. */
record TestingEvent(String name, Instant at, String messageId, Map<String, String> properties) {
    static TestingEvent of(String name, Instant at, String messageId, Map<String, Value> properties) {
        return new TestingEvent(name, at, messageId, FlatProperties.of(new Value.Fields(properties)));
    }
}
