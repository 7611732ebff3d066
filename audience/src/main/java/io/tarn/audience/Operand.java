package io.tarn.audience;

import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Function;
import java.time.Duration;
import java.util.Optional;

/** What a condition looks at: something that a person has one value of, or none. */
public sealed interface Operand {
    Place place();

    /**
     * A trait, said or computed, by its name.
     *
     * <p>A trait's text is what tables keep of it. A number is a text of up to twelve digits before the point and six
     * after it; a flag {@code true} or {@code false}; a time a day or an instant as ISO 8601 writes it, a day standing
     * for its first instant in UTC, an instant without an offset for one in UTC. What is not of the trait's type is
     * missing, except that it exists.
     */
    record Trait(String name, Place place) implements Operand {
        public Trait {
            Words.checkName("The name of a trait", name);
        }
    }

    /**
     * What events add up to, by the rules of {@link Function}: a count is 0 without events, most others are missing.
     * A list is no one value, so it is none of them.
     *
     * @param property what is added up; none for a count
     * @param window only events in {@code (asOf - window, asOf]} count; all up to {@code asOf} when empty
     */
    record Aggregate(
            Function function, Optional<String> property, EventSelection events, Optional<Duration> window, Place place)
            implements Operand {
        public Aggregate {
            property.ifPresent(path -> Words.checkName("The path of a property", path));
            window.ifPresent(Spans::check);
            if (function == Function.LIST) {
                throw AudienceErrors.listOperand();
            }
            if ((function == Function.COUNT) == property.isPresent()) {
                throw AudienceErrors.aggregateProperty(function);
            }
        }

        /** The same as a computed trait of some name. */
        public ComputedTrait named(String name) {
            return new ComputedTrait(name, events.event(), events.conditions(), function, property, window);
        }
    }

    /** When the first or the last of some events was, up to {@code asOf}; missing without one. */
    record EventTime(Edge edge, EventSelection events, Place place) implements Operand {}

    /** Which of several times. */
    enum Edge {
        FIRST("first"),
        LAST("last");

        private final String word;

        Edge(String word) {
            this.word = word;
        }

        /** As definitions write it. */
        public String word() {
            return word;
        }
    }
}
