package io.tarn.audience.bind;

import io.tarn.audience.Expression;
import io.tarn.audience.Faults;
import io.tarn.audience.Literal;
import io.tarn.audience.Micros;
import io.tarn.audience.Operand;
import io.tarn.audience.Problem;
import io.tarn.audience.Relation;
import io.tarn.audience.parse.ExpressionPrinter;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.TraitType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the values that conditions look at, and settles the types of what is asked of them. */
final class Values {
    /** What is asked of which value. */
    record Asked(Source source, Criterion criterion) {}

    private record Typed(Source source, ValueType type) {}

    private final Found found;
    private final EventRules events;
    private final List<Problem> problems;

    Values(Found found, EventRules events, List<Problem> problems) {
        this.found = found;
        this.events = events;
        this.problems = problems;
    }

    Optional<Asked> compared(Expression.Compared compared) {
        return typed(compared.operand())
                .flatMap(typed ->
                        criterion(compared, typed.type()).map(criterion -> new Asked(typed.source(), criterion)));
    }

    private Optional<Criterion> criterion(Expression.Compared compared, ValueType type) {
        Relation relation = compared.relation();
        Literal value = compared.value();
        String operand = shown(compared.operand());
        if (!fits(type, value)) {
            return refuse(BindFaults.wrongType(value.place(), operand, type, shown(value)));
        }
        if (type == ValueType.FLAG && relation.isOrdered()) {
            return refuse(BindFaults.noOrder(compared.operand().place(), operand));
        }
        if (type == ValueType.MOMENT && !relation.isOrdered()) {
            return refuse(BindFaults.instantsDiffer(compared.operand().place(), operand));
        }
        return Optional.of(
                switch (value) {
                    case Literal.Text(String text, var _) -> new Criterion.TextIs(relation, text);
                    case Literal.Amount(BigDecimal number, var _) -> new Criterion.NumberIs(relation, number);
                    case Literal.Flag(boolean holds, var _) -> new Criterion.FlagIs(relation, holds);
                    case Literal.Day(LocalDate day, var _) -> new Criterion.TimeIs(relation, Micros.of(day));
                    case Literal.Moment(Instant at, var _) -> new Criterion.TimeIs(relation, Micros.of(at));
                });
    }

    private static boolean fits(ValueType type, Literal value) {
        return switch (type) {
            case TEXT -> value instanceof Literal.Text;
            case NUMBER -> value instanceof Literal.Amount;
            case FLAG -> value instanceof Literal.Flag;
            case DAY -> value instanceof Literal.Day;
            case MOMENT -> value instanceof Literal.Day || value instanceof Literal.Moment;
            case MEASURED, LIST -> false;
        };
    }

    Optional<Asked> oneOf(Expression.OneOf oneOf) {
        Optional<Typed> typed = typed(oneOf.operand());
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        ValueType type = typed.get().type();
        String operand = shown(oneOf.operand());
        for (Literal value : oneOf.values()) {
            if (!fits(type, value)) {
                return refuse(BindFaults.wrongType(value.place(), operand, type, shown(value)));
            }
        }
        Source source = typed.get().source();
        return switch (type) {
            case TEXT -> Optional.of(new Asked(source, new Criterion.TextIn(texts(oneOf.values()))));
            case NUMBER -> Optional.of(new Asked(source, new Criterion.NumberIn(numbers(oneOf.values()))));
            case DAY -> Optional.of(new Asked(source, new Criterion.TimeIn(days(oneOf.values()))));
            case MOMENT -> refuse(BindFaults.instantsDiffer(oneOf.operand().place(), operand));
            case FLAG, MEASURED, LIST ->
                refuse(BindFaults.flagList(oneOf.operand().place(), operand));
        };
    }

    private static Set<String> texts(List<Literal> values) {
        Set<String> texts = new HashSet<>();
        for (Literal value : values) {
            if (value instanceof Literal.Text(String text, var _)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Set<BigDecimal> numbers(List<Literal> values) {
        Set<BigDecimal> numbers = new HashSet<>();
        for (Literal value : values) {
            if (value instanceof Literal.Amount(BigDecimal number, var _)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static Set<Long> days(List<Literal> values) {
        Set<Long> days = new HashSet<>();
        for (Literal value : values) {
            if (value instanceof Literal.Day(LocalDate day, var _)) {
                days.add(Micros.of(day));
            }
        }
        return days;
    }

    Optional<Asked> matched(Expression.Matched matched) {
        return typed(matched.operand())
                .flatMap(typed -> typed.type() == ValueType.TEXT
                        ? Optional.of(new Asked(typed.source(), new Criterion.TextHas(matched.part(), matched.text())))
                        : refuse(
                                BindFaults.notText(matched.operand().place(), shown(matched.operand()), typed.type())));
    }

    Optional<Asked> exists(Expression.Exists exists) {
        return typed(exists.operand()).map(typed -> new Asked(typed.source(), Criterion.Present.PRESENT));
    }

    Optional<Asked> timed(Expression.Timed timed) {
        return typed(timed.operand())
                .flatMap(typed -> typed.type().isTime()
                        ? Optional.of(new Asked(
                                typed.source(), new Criterion.TimeLies(timed.direction(), Micros.of(timed.span()))))
                        : refuse(BindFaults.notTime(timed.operand().place(), shown(timed.operand()), typed.type())));
    }

    Optional<Asked> anniversary(Expression.Anniversary anniversary) {
        return typed(anniversary.trait())
                .flatMap(typed -> typed.type() == ValueType.DAY
                        ? Optional.of(new Asked(typed.source(), new Criterion.ComesRound(anniversary.days())))
                        : refuse(BindFaults.notDay(
                                anniversary.trait().place(), shown(anniversary.trait()), typed.type())));
    }

    private Optional<Typed> typed(Operand operand) {
        return switch (operand) {
            case Operand.Trait trait -> trait(trait);
            case Operand.Aggregate aggregate -> {
                events.check(aggregate);
                EventFeature.Total total = new EventFeature.Total(
                        aggregate.function(),
                        aggregate.property(),
                        aggregate.events().event(),
                        aggregate.events().conditions(),
                        aggregate.window());
                yield Optional.of(
                        new Typed(new Source.Added(found.feature(total)), ValueType.of(aggregate.function())));
            }
            case Operand.EventTime time -> {
                events.check(time.events());
                EventFeature.Time feature = new EventFeature.Time(
                        time.edge(), time.events().event(), time.events().conditions());
                yield Optional.of(new Typed(new Source.Happened(found.feature(feature)), ValueType.MOMENT));
            }
        };
    }

    private Optional<Typed> trait(Operand.Trait trait) {
        String name = trait.name();
        ComputedTrait computed = found.catalog.computed().get(name);
        if (computed != null) {
            found.computed.add(name);
            Keyed<EventFeature.Total> total = found.feature(EventFeature.Total.of(computed));
            return Optional.of(new Typed(new Source.Added(total), ValueType.of(computed.function())));
        }
        TraitType type = found.catalog.traits().get(name);
        if (type == null) {
            problems.add(unknownTrait(trait));
            return Optional.empty();
        }
        found.traits.add(name);
        return Optional.of(new Typed(new Source.Said(name), ValueType.of(type)));
    }

    private Problem unknownTrait(Operand.Trait trait) {
        if (found.catalog.deletedTraits().contains(trait.name())) {
            return BindFaults.deletedTrait(trait.place(), trait.name());
        }
        Set<String> known = new TreeSet<>(found.catalog.traits().keySet());
        known.addAll(found.catalog.computed().keySet());
        return BindFaults.unknown(trait.place(), "trait", trait.name(), known);
    }

    private <T> Optional<T> refuse(Problem problem) {
        problems.add(problem);
        return Optional.empty();
    }

    /** An operand as messages name it. */
    static String shown(Operand operand) {
        return operand instanceof Operand.Trait(String name, var _)
                ? "trait '" + Faults.shown(name) + "'"
                : Faults.shown(ExpressionPrinter.print(operand));
    }

    private static String shown(Literal value) {
        return switch (value) {
            case Literal.Text _ -> "a text";
            case Literal.Amount _ -> "a number";
            case Literal.Flag _ -> "true or false";
            case Literal.Day _ -> "a day";
            case Literal.Moment _ -> "an instant";
        };
    }
}
