package io.tarn.audience.bind;

import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Expression.Part;
import io.tarn.audience.Relation;
import java.math.BigDecimal;
import java.util.Set;

/**
 * What is asked of one value, its type settled. False where the value is missing or not of the type.
 *
 * <p>Times and spans are microseconds, times since 1970 in UTC.
 */
public sealed interface Criterion {
    /** There is a value, of whatever type. */
    enum Present implements Criterion {
        PRESENT
    }

    record TextIs(Relation relation, String text) implements Criterion {}

    record TextIn(Set<String> texts) implements Criterion {
        public TextIn {
            texts = Set.copyOf(texts);
        }
    }

    record TextHas(Part part, String text) implements Criterion {}

    /** Sameness does not look at noughts after the point. */
    record NumberIs(Relation relation, BigDecimal number) implements Criterion {}

    /**
     * One of some numbers.
     *
     * @param numbers without noughts after the point
     */
    record NumberIn(Set<BigDecimal> numbers) implements Criterion {
        public NumberIn {
            numbers = Set.copyOf(numbers);
        }
    }

    /** Compared by {@link Relation#EQUAL} or {@link Relation#NOT_EQUAL} alone. */
    record FlagIs(Relation relation, boolean holds) implements Criterion {}

    record TimeIs(Relation relation, long micros) implements Criterion {}

    record TimeIn(Set<Long> micros) implements Criterion {
        public TimeIn {
            micros = Set.copyOf(micros);
        }
    }

    /** Where a time lies beside {@code asOf}. */
    record TimeLies(Direction direction, long spanMicros) implements Criterion {}

    /** The month and day come round on the day of {@code asOf} or one of the days after it. */
    record ComesRound(int days) implements Criterion {}
}
