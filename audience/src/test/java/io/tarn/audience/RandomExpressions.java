package io.tarn.audience;

import io.tarn.audience.EventSelection.Filter;
import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Expression.Part;
import io.tarn.audience.Expression.Step;
import io.tarn.audience.Operand.Edge;
import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random expressions of all nodes over whatever names: they need not make sense, only be possible. */
public final class RandomExpressions {
    private RandomExpressions() {}

    public static Arbitrary<Expression> any() {
        return nested(5);
    }

    private static Arbitrary<Expression> nested(int depth) {
        if (depth == 0) {
            return conditions();
        }
        Arbitrary<Expression> inner = Arbitraries.lazy(() -> nested(depth - 1));
        Arbitrary<List<Expression>> several = inner.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                conditions(),
                conditions(),
                several.map(Expression.And::new),
                several.map(Expression.Or::new),
                inner.map(Expression.Not::new));
    }

    private static Arbitrary<Expression> conditions() {
        return Arbitraries.oneOf(
                Arbitraries.just(Expression.Everyone.EVERYONE),
                Combinators.combine(operands(), Arbitraries.of(Relation.class), literals())
                        .as(Expression.Compared::new),
                Combinators.combine(operands(), literals().list().ofMinSize(1).ofMaxSize(4))
                        .as(Expression.OneOf::new),
                Combinators.combine(operands(), Arbitraries.of(Part.class), texts())
                        .as(Expression.Matched::new),
                operands().map(Expression.Exists::new),
                Combinators.combine(operands(), Arbitraries.of(Direction.class), spans())
                        .as(Expression.Timed::new),
                Combinators.combine(traits(), Arbitraries.integers().between(0, 364))
                        .as(Expression.Anniversary::new),
                Combinators.combine(selections(), steps().list().ofMaxSize(3), steps().optional(), spans().optional())
                        .as((first, steps, absence, window) ->
                                new Expression.Did(first, steps, absence, window, Place.NONE)),
                Arbitraries.of("vip", "a", "big_spenders_2")
                        .map(name -> new Expression.InAudience(new AudienceName(name), Place.NONE)),
                Combinators.combine(Arbitraries.of(ChannelKind.class).optional(), names())
                        .as((channel, purpose) -> new Expression.Consents(channel, purpose, Place.NONE)),
                Arbitraries.of(ChannelKind.class).map(Expression.Reachable::new));
    }

    private static Arbitrary<Operand.Trait> traits() {
        return names().map(name -> new Operand.Trait(name, Place.NONE));
    }

    private static Arbitrary<Operand> operands() {
        Arbitrary<Operand> counts = Combinators.combine(selections(), spans().optional())
                .as((events, window) ->
                        new Operand.Aggregate(Function.COUNT, java.util.Optional.empty(), events, window, Place.NONE));
        Arbitrary<Operand> aggregates = Combinators.combine(
                        Arbitraries.of(Function.class).filter(one -> one != Function.COUNT && one != Function.LIST),
                        names(),
                        selections(),
                        spans().optional())
                .as((function, path, events, window) ->
                        new Operand.Aggregate(function, java.util.Optional.of(path), events, window, Place.NONE));
        Arbitrary<Operand> times = Combinators.combine(Arbitraries.of(Edge.class), selections())
                .as((edge, events) -> new Operand.EventTime(edge, events, Place.NONE));
        return Arbitraries.oneOf(traits().map(one -> one), counts, aggregates, times);
    }

    private static Arbitrary<Step> steps() {
        return Combinators.combine(selections(), spans()).as(Step::new);
    }

    private static Arbitrary<EventSelection> selections() {
        Arbitrary<Value> values = Arbitraries.oneOf(
                texts().map(Value.Text::new),
                numbers().map(Value.Decimal::new),
                Arbitraries.of(true, false).map(Value.Flag::new));
        Arbitrary<Filter> compared = Combinators.combine(
                        names(),
                        Arbitraries.of(Comparison.class)
                                .filter(one -> one != Comparison.EXISTS && one != Comparison.CONTAINS),
                        values)
                .as((path, comparison, value) -> new Filter(new Condition(path, comparison, value), Place.NONE));
        Arbitrary<Filter> contains = Combinators.combine(names(), texts())
                .as((path, text) ->
                        new Filter(new Condition(path, Comparison.CONTAINS, new Value.Text(text)), Place.NONE));
        Arbitrary<Filter> exists = names().map(path -> Filter.exists(path, Place.NONE));
        Arbitrary<List<Filter>> filters =
                Arbitraries.oneOf(compared, contains, exists).list().ofMaxSize(3);
        return Combinators.combine(names(), filters)
                .as((event, conditions) -> new EventSelection(event, conditions, Place.NONE));
    }

    private static Arbitrary<Literal> literals() {
        return Arbitraries.oneOf(
                texts().map(text -> new Literal.Text(text, Place.NONE)),
                numbers().map(number -> new Literal.Amount(number, Place.NONE)),
                Arbitraries.of(true, false).map(flag -> new Literal.Flag(flag, Place.NONE)),
                Arbitraries.integers()
                        .between(0, 300_000)
                        .map(days -> new Literal.Day(LocalDate.of(1900, 1, 1).plusDays(days), Place.NONE)),
                Arbitraries.longs()
                        .between(-2_000_000_000_000_000L, 4_000_000_000_000_000L)
                        .map(micros -> new Literal.Moment(
                                Instant.EPOCH
                                        .plusNanos(micros % 1_000_000 * 1000)
                                        .plusSeconds(micros / 1_000_000),
                                Place.NONE)));
    }

    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-999999999999.999999"), new BigDecimal("999999999999.999999"))
                .ofScale(6);
    }

    private static Arbitrary<Duration> spans() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 3660).map(Duration::ofDays),
                Arbitraries.integers().between(1, 3660 * 24).map(Duration::ofHours),
                Arbitraries.integers().between(1, 100_000).map(Duration::ofMinutes));
    }

    /** Texts with all that could lead out of quotes. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).filter(Words::canBeKept),
                Arbitraries.of(
                        "",
                        "IT",
                        "'",
                        "''",
                        "it's",
                        "'; DROP TABLE gold.customers; --",
                        "a\nb",
                        "😀",
                        "\\",
                        "\"",
                        "${x}",
                        "?",
                        "$1",
                        "' OR 1=1 --",
                        "\u2028"));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "country", "orders_90d", "a.b", "Order Completed", "page", "first", "AND", "trait", "größe"),
                texts().filter(text -> !text.isEmpty()));
    }
}
