package io.tarn.understand.trait;

import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an event counts for a computed trait; {@link TraitSql} says the same in SQL. */
final class EventFilter {
    private EventFilter() {}

    static boolean counts(ComputedTrait trait, String eventName, Map<String, String> properties) {
        if (!trait.event().equals(eventName)) {
            return false;
        }
        for (ComputedTrait.Condition condition : trait.filters()) {
            if (!holds(condition, properties.get(condition.property()))) {
                return false;
            }
        }
        return trait.property().isEmpty()
                || properties.containsKey(trait.property().get());
    }

    private static boolean holds(ComputedTrait.Condition condition, @Nullable String found) {
        if (found == null) {
            return false;
        }
        String wanted = FlatProperties.text(condition.value());
        return switch (condition.comparison()) {
            case EXISTS -> true;
            case EQUAL -> found.equals(wanted);
            case NOT_EQUAL -> !found.equals(wanted);
            case CONTAINS -> found.contains(wanted);
            case BELOW ->
                order(found, condition.value()).filter(order -> order < 0).isPresent();
            case AT_MOST ->
                order(found, condition.value()).filter(order -> order <= 0).isPresent();
            case ABOVE ->
                order(found, condition.value()).filter(order -> order > 0).isPresent();
            case AT_LEAST ->
                order(found, condition.value()).filter(order -> order >= 0).isPresent();
        };
    }

    private static Optional<Integer> order(String found, Value wanted) {
        return wanted instanceof Value.Decimal(var bound)
                ? Numbers.parse(found).map(number -> number.compareTo(bound))
                : Optional.empty();
    }
}
