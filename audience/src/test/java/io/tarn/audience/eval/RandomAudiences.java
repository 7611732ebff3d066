package io.tarn.audience.eval;

import io.tarn.audience.EventSelection;
import io.tarn.audience.EventSelection.Filter;
import io.tarn.audience.Expression;
import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Expression.Part;
import io.tarn.audience.Expression.Step;
import io.tarn.audience.Literal;
import io.tarn.audience.Operand;
import io.tarn.audience.Operand.Edge;
import io.tarn.audience.Place;
import io.tarn.audience.Relation;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.bind.Catalog.KnownEvent;
import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.policy.TraitType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random expressions over the catalog of {@link RandomTown}: of the right types, of all nodes. */
final class RandomAudiences {
    static final Catalog CATALOG = Catalog.EMPTY
            .withTrait("country", TraitType.STRING)
            .withTrait(RandomTown.ODD, TraitType.STRING)
            .withTrait("orders", TraitType.LONG)
            .withTrait("total", TraitType.DECIMAL)
            .withTrait("subscribed", TraitType.BOOLEAN)
            .withTrait("born", TraitType.DATE)
            .withTrait("seen", TraitType.TIMESTAMP)
            .withComputed(new ComputedTrait(
                    "bought_1h",
                    "Bought",
                    List.of(),
                    Function.COUNT,
                    Optional.empty(),
                    Optional.of(Duration.ofHours(1))))
            .withEvent("Bought", KnownEvent.OPEN)
            .withEvent("page", KnownEvent.OPEN)
            .withEvent(RandomTown.ODD, KnownEvent.OPEN);

    private static final Place NONE = Place.NONE;

    private RandomAudiences() {}

    /** Expressions that refer to audience {@code other}. */
    static Arbitrary<Expression> any() {
        return nested(2, true);
    }

    /** Expressions that time changes, often. */
    static Arbitrary<Expression> timely() {
        Arbitrary<Operand> counts = Combinators.combine(selections(), spans())
                .as((events, window) ->
                        new Operand.Aggregate(Function.COUNT, Optional.empty(), events, Optional.of(window), NONE));
        Arbitrary<Expression> some = Arbitraries.oneOf(
                Combinators.combine(
                                counts,
                                Arbitraries.of(Relation.class),
                                Arbitraries.integers().between(0, 3))
                        .as((count, relation, number) -> new Expression.Compared(
                                count, relation, new Literal.Amount(BigDecimal.valueOf(number), NONE))),
                Combinators.combine(times(), Arbitraries.of(Direction.class), spans())
                        .as(Expression.Timed::new),
                sequences(),
                sequences(),
                Arbitraries.integers().between(0, 4).map(days -> new Expression.Anniversary(trait("born"), days)));
        Arbitrary<Expression> either = Arbitraries.oneOf(some, some.map(Expression.Not::new));
        Arbitrary<List<Expression>> several = either.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(some, some, several.map(Expression.And::new), several.map(Expression.Or::new));
    }

    /** Conditions on so few values that they often contradict each other. */
    static Arbitrary<List<Expression>> clashing() {
        Arbitrary<Literal> texts = Arbitraries.of("IT", "FR", "a").map(text -> new Literal.Text(text, NONE));
        Arbitrary<Literal> numbers = Arbitraries.integers()
                .between(0, 2)
                .map(number -> new Literal.Amount(BigDecimal.valueOf(number), NONE));
        Operand count = new Operand.Aggregate(
                Function.COUNT,
                Optional.empty(),
                new EventSelection("page", List.of(), NONE),
                Optional.of(Duration.ofHours(1)),
                NONE);
        Operand last = new Operand.EventTime(Edge.LAST, new EventSelection("page", List.of(), NONE), NONE);
        Arbitrary<Expression> some = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(Relation.class), texts)
                        .as((relation, text) -> new Expression.Compared(trait("country"), relation, text)),
                texts.list().ofMinSize(1).ofMaxSize(2).map(list -> new Expression.OneOf(trait("country"), list)),
                Combinators.combine(Arbitraries.of(trait("orders"), count), Arbitraries.of(Relation.class), numbers)
                        .as(Expression.Compared::new),
                Combinators.combine(Arbitraries.of(Direction.class), Arbitraries.of(10, 30, 60))
                        .as((direction, minutes) -> new Expression.Timed(last, direction, Duration.ofMinutes(minutes))),
                Arbitraries.of(trait("country"), trait("orders"), last).map(Expression.Exists::new));
        return Arbitraries.oneOf(some, some, some.map(Expression.Not::new))
                .list()
                .ofMinSize(2)
                .ofMaxSize(4);
    }

    /** Expressions that refer to no audience. */
    static Arbitrary<Expression> alone() {
        return nested(1, false);
    }

    private static Arbitrary<Expression> nested(int depth, boolean refers) {
        if (depth == 0) {
            return refers
                    ? Arbitraries.frequencyOf(
                            net.jqwik.api.Tuple.of(12, conditions()),
                            net.jqwik.api.Tuple.of(
                                    1, Arbitraries.just(new Expression.InAudience(new AudienceName("other"), NONE))))
                    : conditions();
        }
        Arbitrary<Expression> inner = Arbitraries.lazy(() -> nested(depth - 1, refers));
        Arbitrary<List<Expression>> several = inner.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                inner,
                inner,
                several.map(Expression.And::new),
                several.map(Expression.Or::new),
                inner.map(Expression.Not::new));
    }

    private static Arbitrary<Expression> conditions() {
        return Arbitraries.oneOf(
                onText(),
                onNumber(),
                onNumber(),
                onTime(),
                onTime(),
                sequences(),
                sequences(),
                sequences(),
                Arbitraries.of(true, false)
                        .map(flag -> new Expression.Compared(
                                trait("subscribed"), Relation.EQUAL, new Literal.Flag(flag, NONE))),
                Arbitraries.of(true, false)
                        .map(flag -> new Expression.Compared(
                                trait("subscribed"), Relation.NOT_EQUAL, new Literal.Flag(flag, NONE))),
                Arbitraries.integers().between(0, 4).map(days -> new Expression.Anniversary(trait("born"), days)),
                Arbitraries.oneOf(texts(), numbers(), times()).map(Expression.Exists::new),
                Combinators.combine(
                                Arbitraries.of(ChannelKind.class).optional(),
                                Arbitraries.of("marketing", RandomTown.ODD))
                        .as((channel, purpose) -> new Expression.Consents(channel, purpose, NONE)),
                Arbitraries.of(ChannelKind.class).map(Expression.Reachable::new),
                Arbitraries.just(Expression.Everyone.EVERYONE));
    }

    private static Operand.Trait trait(String name) {
        return new Operand.Trait(name, NONE);
    }

    private static Arbitrary<Expression> onText() {
        Arbitrary<Literal> literals = RandomTown.texts().map(text -> new Literal.Text(text, NONE));
        return Arbitraries.oneOf(
                Combinators.combine(texts(), Arbitraries.of(Relation.class), literals)
                        .as(Expression.Compared::new),
                Combinators.combine(texts(), literals.list().ofMinSize(1).ofMaxSize(4))
                        .as(Expression.OneOf::new),
                Combinators.combine(texts(), Arbitraries.of(Part.class), RandomTown.texts())
                        .as(Expression.Matched::new));
    }

    private static Arbitrary<Operand> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("country", RandomTown.ODD).map(RandomAudiences::trait),
                aggregates(Function.FIRST, Function.LAST, Function.MOST_FREQUENT));
    }

    private static Arbitrary<Expression> onNumber() {
        Arbitrary<Literal> literals = Arbitraries.oneOf(
                        Arbitraries.integers().between(-2, 4).map(BigDecimal::valueOf),
                        Arbitraries.of("1.5", "-999999999999.999999", "0.000001")
                                .map(BigDecimal::new))
                .map(number -> new Literal.Amount(number, NONE));
        return Arbitraries.oneOf(
                Combinators.combine(numbers(), Arbitraries.of(Relation.class), literals)
                        .as(Expression.Compared::new),
                Combinators.combine(numbers(), literals.list().ofMinSize(1).ofMaxSize(4))
                        .as(Expression.OneOf::new));
    }

    private static Arbitrary<Operand> numbers() {
        Arbitrary<Operand> counts = Combinators.combine(selections(), spans().optional())
                .as((events, window) -> new Operand.Aggregate(Function.COUNT, Optional.empty(), events, window, NONE));
        return Arbitraries.oneOf(
                Arbitraries.of("orders", "total", "bought_1h").map(RandomAudiences::trait),
                counts,
                counts,
                aggregates(Function.SUM, Function.AVERAGE, Function.MIN, Function.MAX, Function.DISTINCT));
    }

    private static Arbitrary<Operand> aggregates(Function... functions) {
        return Combinators.combine(
                        Arbitraries.of(functions), Arbitraries.of("price", "item"), selections(), spans().optional())
                .as((function, path, events, window) ->
                        new Operand.Aggregate(function, Optional.of(path), events, window, NONE));
    }

    private static Arbitrary<Expression> onTime() {
        Arbitrary<Relation> ordered = Arbitraries.of(Relation.class).filter(Relation::isOrdered);
        Arbitrary<Literal> moments = Arbitraries.integers()
                .between(-10, 130)
                .map(minutes -> new Literal.Moment(RandomTown.START.plus(Duration.ofMinutes(minutes)), NONE));
        Arbitrary<Literal> days = Arbitraries.of("2027-02-28", "1990-03-01", "2024-02-29")
                .map(day -> new Literal.Day(LocalDate.parse(day), NONE));
        return Arbitraries.oneOf(
                Combinators.combine(times(), Arbitraries.of(Direction.class), spans())
                        .as(Expression.Timed::new),
                Combinators.combine(times(), Arbitraries.of(Direction.class), spans())
                        .as(Expression.Timed::new),
                Combinators.combine(moments().map(one -> one), ordered, Arbitraries.oneOf(moments, days))
                        .as(Expression.Compared::new),
                Combinators.combine(Arbitraries.of(Relation.class), days)
                        .as((relation, day) -> new Expression.Compared(trait("born"), relation, day)),
                days.list().ofMinSize(1).ofMaxSize(3).map(some -> new Expression.OneOf(trait("born"), some)));
    }

    private static Arbitrary<Operand> times() {
        return Arbitraries.oneOf(moments(), Arbitraries.just(trait("born")));
    }

    private static Arbitrary<Operand> moments() {
        Arbitrary<Operand> edges = Combinators.combine(Arbitraries.of(Edge.class), selections())
                .as((edge, events) -> new Operand.EventTime(edge, events, NONE));
        return Arbitraries.oneOf(edges, edges, Arbitraries.just(trait("seen")));
    }

    private static Arbitrary<Expression> sequences() {
        Arbitrary<Step> steps = Combinators.combine(selections(), spans()).as(Step::new);
        return Combinators.combine(selections(), steps.list().ofMaxSize(2), steps.optional(), spans().optional(0.8))
                .as((first, following, absence, window) -> new Expression.Did(first, following, absence, window, NONE));
    }

    private static Arbitrary<EventSelection> selections() {
        Arbitrary<Condition> conditions = Combinators.combine(
                        Arbitraries.of("price", "item", RandomTown.ODD, "missing"),
                        Arbitraries.of(Comparison.class),
                        Arbitraries.integers().between(-1, 2),
                        RandomTown.texts())
                .as((path, comparison, number, text) -> switch (comparison) {
                    case EXISTS -> new Condition(path, comparison, new Value.Flag(true));
                    case CONTAINS, EQUAL -> new Condition(path, comparison, new Value.Text(text));
                    case NOT_EQUAL, BELOW, AT_MOST, ABOVE, AT_LEAST ->
                        new Condition(path, comparison, Value.Decimal.of(number));
                });
        return Combinators.combine(
                        Arbitraries.of("Bought", "page", "page", RandomTown.ODD),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(5, Arbitraries.just(List.<Condition>of())),
                                net.jqwik.api.Tuple.of(1, conditions.list().ofMaxSize(2))))
                .as((event, some) -> new EventSelection(
                        event, some.stream().map(one -> new Filter(one, NONE)).toList(), NONE));
    }

    private static Arbitrary<Duration> spans() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 150).map(Duration::ofMinutes),
                Arbitraries.of(1, 5, 10, 30, 60).map(Duration::ofMinutes),
                Arbitraries.of(1, 2, 365).map(Duration::ofDays),
                Arbitraries.integers().between(60, 400).map(Duration::ofMinutes));
    }
}
