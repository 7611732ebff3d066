package io.tarn.understand.trait;

import io.tarn.audience.Operand.Edge;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.eval.EventMatcher;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a live profile keeps of its events under a name: a computed trait, or a feature that audiences ask for. When the
 * first or last of some events was is kept as that function without a property; when each of them was, as a count whose
 * window holds their times.
 */
record Kept(
        String name,
        String event,
        List<Condition> conditions,
        Function function,
        Optional<String> property,
        Optional<Duration> window) {

    static Kept of(ComputedTrait trait) {
        return new Kept(
                trait.name(), trait.event(), trait.filters(), trait.function(), trait.property(), trait.window());
    }

    static Kept of(EventFeature feature, String name) {
        return switch (feature) {
            case EventFeature.Total(var function, var property, var event, var conditions, var window) ->
                new Kept(name, event, conditions, function, property, window);
            case EventFeature.Time(Edge edge, var event, var conditions) -> {
                Function function = switch (edge) {
                    case FIRST -> Function.FIRST;
                    case LAST -> Function.LAST;
                };
                yield new Kept(name, event, conditions, function, Optional.empty(), Optional.empty());
            }
            case EventFeature.Times(var event, var conditions, var window) ->
                new Kept(name, event, conditions, Function.COUNT, Optional.empty(), window);
        };
    }

    /** Whether an event counts for it; {@link TraitSql} says the same in SQL. */
    boolean counts(String eventName, Map<String, String> properties) {
        return event.equals(eventName)
                && EventMatcher.holdAll(conditions, properties)
                && (property.isEmpty() || properties.containsKey(property.get()));
    }
}
