package io.tarn.decide.plan;

import io.tarn.model.decision.Occasion;
import io.tarn.model.event.Value;
import io.tarn.model.policy.AudienceName;
import java.util.List;
import java.util.Map;

/**
 * Something that may set campaigns off for a person.
 *
 * @param event the name of the event; empty where time or a publication did it
 * @param texts its properties as texts by path
 * @param properties as they are
 * @param entered the audiences that the person entered by it
 */
public record Happening(
        Occasion occasion,
        String event,
        Map<String, String> texts,
        Map<String, Value> properties,
        List<AudienceName> entered) {
    public Happening {
        entered = List.copyOf(entered);
    }
}
