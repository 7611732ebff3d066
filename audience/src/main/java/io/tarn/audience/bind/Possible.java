package io.tarn.audience.bind;

import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Relation;
import io.tarn.model.event.CodePoints;
import io.tarn.model.policy.ComputedTrait.Function;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which values of one source are still possible as conditions on it are added. Confined to one call. */
final class Possible {
    private final Kept<String> texts = new Kept<>(CodePoints.ORDER);
    private final Kept<BigDecimal> numbers = new Kept<>(BigDecimal::compareTo);
    private final Kept<Boolean> flags = new Kept<>(Boolean::compare);
    private final Kept<Long> times = new Kept<>(Long::compare);
    /** Distances from {@code asOf}. */
    private final Kept<Long> distances = new Kept<>(Long::compare);

    static Possible of(Source source) {
        Possible possible = new Possible();
        if (source instanceof Source.Added(var keyed)
                && (keyed.feature().function() == Function.COUNT
                        || keyed.feature().function() == Function.DISTINCT)) {
            possible.numbers.keep(Relation.AT_LEAST, BigDecimal.ZERO);
        }
        return possible;
    }

    /** Keeps what a condition leaves; false when that is nothing. */
    boolean keep(Criterion criterion) {
        return switch (criterion) {
            case Criterion.TextIs(Relation relation, String text) -> texts.keep(relation, text);
            case Criterion.TextIn(Set<String> some) -> texts.keep(some);
            case Criterion.NumberIs(Relation relation, BigDecimal number) -> numbers.keep(relation, number);
            case Criterion.NumberIn(Set<BigDecimal> some) -> numbers.keep(some);
            case Criterion.FlagIs(Relation relation, boolean holds) ->
                flags.keep(Set.of((relation == Relation.EQUAL) == holds));
            case Criterion.TimeIs(Relation relation, long micros) -> times.keep(relation, micros);
            case Criterion.TimeIn(Set<Long> some) -> times.keep(some);
            case Criterion.TimeLies(Direction direction, long span) -> keep(direction, span);
            case Criterion.Present _, Criterion.TextHas _, Criterion.ComesRound _ -> true;
        };
    }

    private boolean keep(Direction direction, long span) {
        return switch (direction) {
            case WITHIN_LAST -> distances.keep(Relation.ABOVE, -span) && distances.keep(Relation.AT_MOST, 0L);
            case LONGER_AGO -> distances.keep(Relation.AT_MOST, -span);
            case WITHIN_NEXT -> distances.keep(Relation.ABOVE, 0L) && distances.keep(Relation.AT_MOST, span);
        };
    }

    /** Values of one type: between two bounds, one of some, none of others. */
    private static final class Kept<T> {
        private final Comparator<T> order;
        private Optional<T> least = Optional.empty();
        private boolean leastCounts = true;
        private Optional<T> greatest = Optional.empty();
        private boolean greatestCounts = true;
        private Optional<Set<T>> some = Optional.empty();
        private final Set<T> not = new HashSet<>();

        Kept(Comparator<T> order) {
            this.order = order;
        }

        boolean keep(Set<T> values) {
            Set<T> left = new HashSet<>(values);
            some.ifPresent(left::retainAll);
            some = Optional.of(left);
            return isPossible();
        }

        boolean keep(Relation relation, T value) {
            switch (relation) {
                case EQUAL -> {
                    return keep(Set.of(value));
                }
                case NOT_EQUAL -> not.add(value);
                case BELOW -> atMost(value, false);
                case AT_MOST -> atMost(value, true);
                case ABOVE -> atLeast(value, false);
                case AT_LEAST -> atLeast(value, true);
            }
            return isPossible();
        }

        private void atMost(T value, boolean counts) {
            int side = greatest.map(now -> order.compare(value, now)).orElse(-1);
            if (side <= 0) {
                greatestCounts = side < 0 ? counts : counts && greatestCounts;
                greatest = Optional.of(value);
            }
        }

        private void atLeast(T value, boolean counts) {
            int side = least.map(now -> order.compare(value, now)).orElse(1);
            if (side >= 0) {
                leastCounts = side > 0 ? counts : counts && leastCounts;
                least = Optional.of(value);
            }
        }

        private boolean isPossible() {
            if (some.isPresent()) {
                return some.get().stream().anyMatch(value -> isWithin(value) && !not.contains(value));
            }
            if (least.isEmpty() || greatest.isEmpty()) {
                return true;
            }
            int side = order.compare(least.get(), greatest.get());
            return side < 0 || (side == 0 && leastCounts && greatestCounts && !not.contains(least.get()));
        }

        private boolean isWithin(T value) {
            int low = least.map(bound -> order.compare(value, bound)).orElse(1);
            int high = greatest.map(bound -> order.compare(value, bound)).orElse(-1);
            return (low > 0 || (low == 0 && leastCounts)) && (high < 0 || (high == 0 && greatestCounts));
        }
    }
}
