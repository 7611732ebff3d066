package io.tarn.understand.trait;

import io.tarn.model.event.CodePoints;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.profile.Aggregate;
import io.tarn.model.profile.NamedValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arithmetic of aggregates: what one event adds, how two states combine, and what a state is worth. */
public final class Aggregates {
    private Aggregates() {}

    /**
     * The state of one event.
     *
     * @param text of its property; empty for a count
     * @return empty when the text is not what the function works on
     */
    public static Optional<Aggregate> of(Function function, String text, Instant at, String messageId) {
        return switch (function) {
            case COUNT -> Optional.of(new Aggregate.Count(1));
            case SUM, AVERAGE -> Numbers.parse(text).map(number -> new Aggregate.Total(number, 1));
            case MIN, MAX ->
                Numbers.parse(text).map(number -> new Aggregate.Edge(new Value.Decimal(number), Instant.EPOCH, ""));
            case FIRST, LAST -> Optional.of(new Aggregate.Edge(new Value.Text(text), at, messageId));
            case MOST_FREQUENT, DISTINCT, LIST -> Optional.of(new Aggregate.Tally(Map.of(text, 1L)));
        };
    }

    /** Whether a function looks at numbers alone, and passes any other text by. */
    static boolean isOfNumbers(Function function) {
        return switch (function) {
            case SUM, AVERAGE, MIN, MAX -> true;
            case COUNT, FIRST, LAST, MOST_FREQUENT, DISTINCT, LIST -> false;
        };
    }

    /** The state over the events of both; in any order, to the same. */
    public static Aggregate combine(Function function, Aggregate left, Aggregate right) {
        return switch (left) {
            case Aggregate.Count(long events) -> new Aggregate.Count(events + ((Aggregate.Count) right).events());
            case Aggregate.Total(BigDecimal sum, long numbers) -> {
                Aggregate.Total other = (Aggregate.Total) right;
                yield new Aggregate.Total(sum.add(other.sum()), numbers + other.numbers());
            }
            case Aggregate.Edge edge -> survivor(function, edge, (Aggregate.Edge) right);
            case Aggregate.Tally tally -> sum(tally, (Aggregate.Tally) right);
        };
    }

    private static Aggregate.Edge survivor(Function function, Aggregate.Edge left, Aggregate.Edge right) {
        int order;
        if (left.value() instanceof Value.Decimal(BigDecimal a)
                && right.value() instanceof Value.Decimal(BigDecimal b)
                && (function == Function.MIN || function == Function.MAX)) {
            order = a.compareTo(b);
        } else {
            order = left.at().compareTo(right.at());
            if (order == 0) {
                order = CodePoints.ORDER.compare(left.messageId(), right.messageId());
            }
            if (order == 0) {
                order = CodePoints.ORDER.compare(text(left.value()), text(right.value()));
            }
        }
        boolean least = function == Function.MIN || function == Function.FIRST;
        return least == order <= 0 ? left : right;
    }

    private static Aggregate.Tally sum(Aggregate.Tally left, Aggregate.Tally right) {
        NamedValues<Long> counts = NamedValues.copyOf(left.counts());
        for (Map.Entry<String, Long> more : right.counts().entrySet()) {
            Long known = counts.get(more.getKey());
            if (known != null || counts.size() < Aggregate.VALUES_MAX) {
                counts = counts.with(more.getKey(), more.getValue() + (known == null ? 0 : known));
            }
        }
        return new Aggregate.Tally(counts);
    }

    /** What a state is worth; empty for a trait that is missing. */
    public static Optional<Value> value(Function function, Optional<Aggregate> state) {
        if (state.isEmpty()) {
            return function == Function.COUNT || function == Function.DISTINCT
                    ? Optional.of(Value.Decimal.of(0))
                    : Optional.empty();
        }
        return Optional.of(
                switch (state.get()) {
                    case Aggregate.Count(long events) -> Value.Decimal.of(events);
                    case Aggregate.Total(BigDecimal sum, long numbers) ->
                        number(function == Function.AVERAGE ? Numbers.average(sum, numbers) : sum);
                    case Aggregate.Edge edge -> edge.value();
                    case Aggregate.Tally tally -> value(function, tally);
                });
    }

    private static Value value(Function function, Aggregate.Tally tally) {
        if (function == Function.DISTINCT) {
            return Value.Decimal.of(tally.counts().size());
        }
        List<String> texts = new ArrayList<>(tally.counts().keySet());
        texts.sort(CodePoints.ORDER);
        if (function == Function.LIST) {
            return new Value.Sequence(texts.stream().<Value>map(Value.Text::new).toList());
        }
        String best = texts.getFirst();
        for (String text : texts) {
            if (tally.counts().getOrDefault(text, 0L) > tally.counts().getOrDefault(best, 0L)) {
                best = text;
            }
        }
        return new Value.Text(best);
    }

    /** A number, or its digits as text where they are more than a value holds. */
    private static Value number(BigDecimal number) {
        return Value.Decimal.fits(number) ? new Value.Decimal(number) : new Value.Text(Numbers.plain(number));
    }

    private static String text(Value value) {
        return value instanceof Value.Text(String text) ? text : value.toString();
    }
}
