package io.tarn.understand.trait;

import io.tarn.audience.eval.EventMatcher;
import java.util.Map;

/** Whether an event counts for what is kept; {@link TraitSql} says the same in SQL. */
final class EventFilter {
    private EventFilter() {}

    static boolean counts(Kept kept, String eventName, Map<String, String> properties) {
        return kept.event().equals(eventName)
                && EventMatcher.holdAll(kept.conditions(), properties)
                && (kept.property().isEmpty()
                        || properties.containsKey(kept.property().get()));
    }
}
