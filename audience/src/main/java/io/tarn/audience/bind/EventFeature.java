package io.tarn.audience.bind;

import io.tarn.audience.EventSelection;
import io.tarn.audience.EventSelection.Filter;
import io.tarn.audience.Operand.Edge;
import io.tarn.audience.Place;
import io.tarn.audience.Spans;
import io.tarn.audience.parse.ExpressionPrinter;
import io.tarn.model.event.CodePoints;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.policy.TextHash;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something that a live profile keeps of its events so that audiences can be answered at once. Equal features are one
 * feature, whoever asks: the conditions are in one order, and names and places are left out.
 */
public sealed interface EventFeature {
    /** The name of the events. */
    String event();

    /** The conditions on their properties, in one order and without repeats. */
    List<Condition> conditions();

    /** How it would be asked for in the text form: the same for equal features. */
    String text();

    /**
     * A name that equal features share and others do not: {@code f_} and 128 bits of a hash of its text. A computed
     * trait may bear it.
     */
    default String id() {
        return "f_" + TextHash.of(text());
    }

    /**
     * What events add up to.
     *
     * @param property what is added up; none for a count
     * @param window only events in {@code (asOf - window, asOf]} count
     */
    record Total(
            Function function,
            Optional<String> property,
            String event,
            List<Condition> conditions,
            Optional<Duration> window)
            implements EventFeature {
        public Total {
            conditions = inOrder(conditions);
        }

        /** What a computed trait computes: an expression that asks for the same shares it. */
        public static Total of(ComputedTrait trait) {
            return new Total(trait.function(), trait.property(), trait.event(), trait.filters(), trait.window());
        }

        /** The same as a computed trait that bears the id as its name. */
        public ComputedTrait asComputedTrait() {
            return new ComputedTrait(id(), event, conditions, function, property, window);
        }

        @Override
        public String text() {
            String of = property.map(path -> ExpressionPrinter.printName(path) + " of ")
                    .orElse("");
            return function.word() + " of " + of + selected(this) + inLast(window);
        }
    }

    /** When the first or last of some events was. */
    record Time(Edge edge, String event, List<Condition> conditions) implements EventFeature {
        public Time {
            conditions = inOrder(conditions);
        }

        @Override
        public String text() {
            return edge.word() + " " + selected(this);
        }
    }

    /**
     * When each of some events was.
     *
     * @param window only those in {@code (asOf - window, asOf]}; all of them, which only the lake has, when empty
     */
    record Times(String event, List<Condition> conditions, Optional<Duration> window) implements EventFeature {
        public Times {
            conditions = inOrder(conditions);
        }

        @Override
        public String text() {
            return "did " + selected(this) + inLast(window);
        }
    }

    private static String selected(EventFeature feature) {
        List<Filter> filters = feature.conditions().stream()
                .map(condition -> new Filter(condition, Place.NONE))
                .toList();
        return ExpressionPrinter.print(new EventSelection(feature.event(), filters, Place.NONE));
    }

    private static String inLast(Optional<Duration> window) {
        return window.map(span -> " in last " + Spans.text(span)).orElse("");
    }

    private static List<Condition> inOrder(List<Condition> conditions) {
        return conditions.stream()
                .distinct()
                .sorted(Comparator.comparing(EventFeature::key, CodePoints.ORDER))
                .toList();
    }

    private static String key(Condition condition) {
        return ExpressionPrinter.print(new EventSelection("e", List.of(new Filter(condition, Place.NONE)), Place.NONE));
    }
}
