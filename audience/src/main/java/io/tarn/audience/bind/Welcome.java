package io.tarn.audience.bind;

import io.tarn.audience.EventSelection;
import io.tarn.audience.Expression;
import io.tarn.audience.Literal;
import io.tarn.audience.Operand;
import io.tarn.model.policy.TraitType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a catalog know what expressions speak of before anything of it was seen: an event that nobody has sent yet, a
 * trait that nobody has said yet. Such a trait is of the type of what it is compared with. Confined to one call.
 */
public final class Welcome {
    private Catalog catalog;
    private final Set<String> unseen = new TreeSet<>();

    private Welcome(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A catalog with what was added.
     *
     * @param unseen the names of events and traits that it did not know
     */
    public record Welcomed(Catalog catalog, Set<String> unseen) {
        public Welcomed {
            unseen = Set.copyOf(unseen);
        }
    }

    /** What a catalog becomes by an expression; what it knows already stays as it is. */
    public static Welcomed to(Catalog catalog, Expression expression) {
        Welcome welcome = new Welcome(catalog);
        welcome.add(expression);
        return new Welcomed(welcome.catalog, welcome.unseen);
    }

    private void add(Expression expression) {
        switch (expression) {
            case Expression.Everyone _, Expression.InAudience _, Expression.Consents _, Expression.Reachable _ -> {
                // They speak of no event and no trait.
            }
            case Expression.And and -> and.parts().forEach(this::add);
            case Expression.Or or -> or.parts().forEach(this::add);
            case Expression.Not not -> add(not.part());
            case Expression.Compared compared -> add(compared.operand(), type(compared.value()));
            case Expression.OneOf oneOf ->
                add(oneOf.operand(), type(oneOf.values().getFirst()));
            case Expression.Matched matched -> add(matched.operand(), TraitType.STRING);
            case Expression.Exists exists -> add(exists.operand(), TraitType.STRING);
            case Expression.Timed timed -> add(timed.operand(), TraitType.TIMESTAMP);
            case Expression.Anniversary anniversary -> add(anniversary.trait(), TraitType.DATE);
            case Expression.Did did -> {
                add(did.first());
                did.steps().forEach(step -> add(step.events()));
                did.absence().ifPresent(step -> add(step.events()));
            }
        }
    }

    private void add(Operand operand, TraitType type) {
        switch (operand) {
            case Operand.Trait trait -> {
                String name = trait.name();
                boolean known = catalog.traits().containsKey(name)
                        || catalog.computed().containsKey(name)
                        || catalog.deletedTraits().contains(name);
                if (!known) {
                    unseen.add(name);
                    catalog = catalog.withTrait(name, type);
                }
            }
            case Operand.Aggregate aggregate -> add(aggregate.events());
            case Operand.EventTime time -> add(time.events());
        }
    }

    private void add(EventSelection events) {
        if (!catalog.events().containsKey(events.event())) {
            unseen.add(events.event());
            catalog = catalog.withEvent(events.event(), Catalog.KnownEvent.OPEN);
        }
    }

    private static TraitType type(Literal literal) {
        return switch (literal) {
            case Literal.Text _ -> TraitType.STRING;
            case Literal.Amount _ -> TraitType.DECIMAL;
            case Literal.Flag _ -> TraitType.BOOLEAN;
            case Literal.Day _ -> TraitType.DATE;
            case Literal.Moment _ -> TraitType.TIMESTAMP;
        };
    }

    /** What a catalog becomes by several expressions. */
    public static Welcomed to(Catalog catalog, List<Expression> expressions) {
        Welcome welcome = new Welcome(catalog);
        expressions.forEach(welcome::add);
        return new Welcomed(welcome.catalog, welcome.unseen);
    }
}
