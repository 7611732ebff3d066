package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A trait that is computed from a profile's events: live as they arrive, and over the lake by SQL, to the same value.
 *
 * @param name a lower-case word
 * @param event the name of the events that count, such as {@code Order Completed}, {@code page} or {@code identify}
 * @param filters conditions on an event's properties that must all hold
 * @param function what is computed
 * @param property the path of the property that it is computed from, its parts joined by dots; none for a count
 * @param window how far back events count: those in {@code (asOf - window, asOf]}; all of them when empty
 */
public record ComputedTrait(
        String name,
        String event,
        List<Condition> filters,
        Function function,
        Optional<String> property,
        Optional<Duration> window) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Duration WINDOW_MAX = Duration.ofDays(3660);

    public ComputedTrait {
        filters = List.copyOf(filters);
        check(
                FORM.matcher(name).matches(),
                name,
                "its name needs 1 to 63 lower-case letters, digits and underscores, starting with a letter");
        check(!event.isEmpty(), name, "it names no event");
        check(
                function == Function.COUNT || property.isPresent(),
                name,
                "function " + function.word() + " needs a property");
        check(function != Function.COUNT || property.isEmpty(), name, "count takes no property");
        check(
                window.isEmpty()
                        || (window.get().compareTo(Duration.ofMinutes(1)) >= 0
                                && window.get().compareTo(WINDOW_MAX) <= 0),
                name,
                "its window must lie between a minute and ten years");
    }

    /** What is computed over the events that count, or over the values of a property in them. */
    public enum Function {
        /** How many events; 0 when there is none. */
        COUNT("count"),
        /** The exact sum of the numbers; missing without one. */
        SUM("sum"),
        /** Their sum by their number, rounded half up to six digits after the point. */
        AVERAGE("average"),
        /** The least number. */
        MIN("min"),
        /** The greatest number. */
        MAX("max"),
        /** The text of the earliest event's value; of one instant the least message id's. */
        FIRST("first"),
        /** The text of the latest event's value; of one instant the greatest message id's. */
        LAST("last"),
        /** The text that is there most often; of those alike, the least by code point. */
        MOST_FREQUENT("most_frequent"),
        /** How many different texts. */
        DISTINCT("distinct"),
        /** The different texts by code point. */
        LIST("list");

        private final String word;

        Function(String word) {
            this.word = word;
        }

        /** As it is written in YAML. */
        public String word() {
            return word;
        }
    }

    /**
     * A condition on one property; false when the property is missing.
     *
     * @param property the path, its parts joined by dots
     */
    public record Condition(String property, Comparison comparison, Value value) {}

    /** How a property is compared. */
    public enum Comparison {
        /** The same text, number or flag. */
        EQUAL("equal"),
        /** Present and not the same. */
        NOT_EQUAL("not_equal"),
        /** A number below. */
        BELOW("below"),
        /** A number below or the same. */
        AT_MOST("at_most"),
        /** A number above. */
        ABOVE("above"),
        /** A number above or the same. */
        AT_LEAST("at_least"),
        /** Text that holds the text, code point by code point. */
        CONTAINS("contains"),
        /** There, whatever it is; the value is true. */
        EXISTS("exists");

        private final String word;

        Comparison(String word) {
            this.word = word;
        }

        /** As it is written in YAML. */
        public String word() {
            return word;
        }
    }

    private static void check(boolean holds, String name, String fault) {
        if (!holds) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION, "Computed trait '" + name + "' cannot be used: " + fault + ".");
        }
    }
}
