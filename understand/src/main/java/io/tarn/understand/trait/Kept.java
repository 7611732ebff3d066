package io.tarn.understand.trait;

import io.tarn.audience.Operand.Edge;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.eval.EventMatcher;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.policy.TextHash;
import io.tarn.model.profile.Aggregate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a live profile keeps of its events under a name: a computed trait, or a feature that audiences ask for. When the
 * first or last of some events was is kept as that function without a property; when each of them was, as a count whose
 * window holds their times.
 *
 * @param entries the name under which the events of its window are remembered, once for all that look at the same
 *     events and the same property of them, however long their windows are; empty without a window
 */
record Kept(
        String name,
        String event,
        List<Condition> conditions,
        Function function,
        Optional<String> property,
        Optional<Duration> window,
        String entries) {
    /** Begins names that no computed trait may bear. */
    static final String ENTRIES_PREFIX = "~";

    /** Of a hash: 60 bits tell apart whatever a person defines. */
    private static final int ENTRIES_HASH_LENGTH = 15;

    Kept(
            String name,
            String event,
            List<Condition> conditions,
            Function function,
            Optional<String> property,
            Optional<Duration> window) {
        this(
                name,
                event,
                conditions,
                function,
                property,
                window,
                window.isPresent() ? entriesName(function, property, event, conditions) : "");
    }

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

    /** The same for all that remember the same of the same events. */
    private static String entriesName(
            Function function, Optional<String> property, String event, List<Condition> conditions) {
        // Of a text that is no number, sums remember nothing.
        String text = List.of(Aggregates.isOfNumbers(function), property, event, conditions)
                .toString();
        return ENTRIES_PREFIX + TextHash.of(text).substring(0, ENTRIES_HASH_LENGTH);
    }

    /** An instant after which all events happened that a state counts. */
    Instant begin(Aggregate.State state) {
        return window.isEmpty() || state.leavesAt().isEmpty()
                ? Instant.MIN
                : state.leavesAt().get().minus(window.get()).minusNanos(1);
    }

    /** Whether an event counts for it; {@link TraitSql} says the same in SQL. */
    boolean counts(String eventName, Map<String, String> properties) {
        return event.equals(eventName)
                && EventMatcher.holdAll(conditions, properties)
                && (property.isEmpty() || properties.containsKey(property.get()));
    }
}
