package io.tarn.audience;

import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who belongs to an audience: a condition on one person as of an instant, {@code asOf}. Each node says here what it
 * means; two evaluators say it in Java and in SQL.
 *
 * <p>Everywhere: what is missing makes a comparison false, so {@code not} of it holds. Only events at or before
 * {@code asOf} are there. Times are to the microsecond.
 */
public sealed interface Expression {
    /** How deep an expression may nest, the audiences that it refers to included. */
    int DEPTH_MAX = 100;

    /** Holds for every profile. */
    enum Everyone implements Expression {
        EVERYONE
    }

    /** Holds when all parts do. */
    record And(List<Expression> parts) implements Expression {
        public And {
            parts = several(parts);
        }
    }

    /** Holds when at least one part does. */
    record Or(List<Expression> parts) implements Expression {
        public Or {
            parts = several(parts);
        }
    }

    /** Holds when its part does not: also where something is missing. */
    record Not(Expression part) implements Expression {}

    /** Holds when the value is there and compares so: text by code point, numbers exactly. */
    record Compared(Operand operand, Relation relation, Literal value) implements Expression {}

    /** Holds when the value is there and is one of some. */
    record OneOf(Operand operand, List<Literal> values) implements Expression {
        /** How many values one list may hold. */
        public static final int VALUES_MAX = 100_000;

        public OneOf {
            values = List.copyOf(values);
            if (values.isEmpty() || values.size() > VALUES_MAX) {
                throw AudienceErrors.listSize(values.size());
            }
        }
    }

    /** Holds when the value is there and its text has a part so, code point by code point. */
    record Matched(Operand operand, Part part, String text) implements Expression {
        public Matched {
            Words.check("A text", text);
        }
    }

    /** Where a text is looked for. */
    enum Part {
        START("starts with", "starts_with"),
        END("ends with", "ends_with"),
        ANYWHERE("contains", "contains");

        private final String phrase;
        private final String word;

        Part(String phrase, String word) {
            this.phrase = phrase;
            this.word = word;
        }

        /** As the text form writes it. */
        public String phrase() {
            return phrase;
        }

        /** As the tree forms write it. */
        public String word() {
            return word;
        }
    }

    /** Holds when there is a value, whatever it is. */
    record Exists(Operand operand) implements Expression {}

    /** Holds when a time lies so before or after {@code asOf}. */
    record Timed(Operand operand, Direction direction, Duration span) implements Expression {
        public Timed {
            Spans.check(span);
        }
    }

    /** On which side of {@code asOf} a time lies, and how far. */
    enum Direction {
        /** In {@code (asOf - span, asOf]}. */
        WITHIN_LAST("within", "within"),
        /** At or before {@code asOf - span}. */
        LONGER_AGO("more than", "more_than_ago"),
        /** In {@code (asOf, asOf + span]}. */
        WITHIN_NEXT("within next", "within_next");

        private final String phrase;
        private final String word;

        Direction(String phrase, String word) {
            this.phrase = phrase;
            this.word = word;
        }

        /** As the text form begins it. */
        public String phrase() {
            return phrase;
        }

        /** As the tree forms write it. */
        public String word() {
            return word;
        }
    }

    /**
     * Holds when the month and day of a trait come round on the UTC day of {@code asOf} or one of the {@code days}
     * after it. February 29 comes round on February 28 where a year has no 29th.
     */
    record Anniversary(Operand.Trait trait, int days) implements Expression {
        /** With 365 it would hold always. */
        public static final int DAYS_MAX = 364;

        public Anniversary {
            if (days < 0 || days > DAYS_MAX) {
                throw AudienceErrors.anniversaryDays(days);
            }
        }
    }

    /**
     * Holds when events happened one after the other: an event of the first selection, then for each step one of its
     * selection, later than the one before it but not by more than the step's span.
     *
     * <p>With an absence: and no event of the absent selection followed the last one within the span, which must have
     * passed by {@code asOf}. An event at the very end of a span still counts; one at the very time of the event before
     * does not follow it.
     *
     * @param window all events of the sequence lie in {@code (asOf - window, asOf]}
     */
    record Did(EventSelection first, List<Step> steps, Optional<Step> absence, Optional<Duration> window, Place place)
            implements Expression {
        /** How many steps may follow the first event. */
        public static final int STEPS_MAX = 8;

        public Did {
            steps = List.copyOf(steps);
            window.ifPresent(Spans::check);
            if (steps.size() > STEPS_MAX) {
                throw AudienceErrors.tooManySteps(steps.size());
            }
        }
    }

    /** What follows, or does not follow, within a span. */
    record Step(EventSelection events, Duration span) {
        public Step {
            Spans.check(span);
        }
    }

    /** Holds when the other audience's expression does. */
    record InAudience(AudienceName audience, Place place) implements Expression {}

    /**
     * Holds when a person has agreed to a purpose: by a channel, or at all.
     *
     * <p>Without a channel: the last word on the category named as the purpose was given. With one, the last word on
     * {@code purpose.channel} or, where none was said, on {@code purpose}, was given, and the channel as a whole, the
     * category named as the channel, is not refused.
     */
    record Consents(Optional<ChannelKind> channel, String purpose, Place place) implements Expression {
        public Consents {
            Words.checkName("The purpose of a consent", purpose);
        }
    }

    /** Holds when the profile has an address for a channel. */
    record Reachable(ChannelKind channel) implements Expression {}

    private static List<Expression> several(List<Expression> parts) {
        if (parts.size() < 2) {
            throw AudienceErrors.tooFewParts(parts.size());
        }
        return List.copyOf(parts);
    }
}
