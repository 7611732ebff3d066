package io.tarn.audience.bind;

import io.tarn.audience.EventSelection;
import io.tarn.audience.EventSelection.Filter;
import io.tarn.audience.Faults;
import io.tarn.audience.Operand;
import io.tarn.audience.Place;
import io.tarn.audience.Problem;
import io.tarn.audience.bind.Catalog.KnownEvent;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import java.util.List;
import java.util.Optional;

/** What selections of events may name: events and properties that are there, compared as their types allow. */
final class EventRules {
    private final Found found;
    private final List<Problem> problems;

    EventRules(Found found, List<Problem> problems) {
        this.found = found;
        this.problems = problems;
    }

    void check(EventSelection selection) {
        KnownEvent event = event(selection);
        for (Filter filter : selection.filters()) {
            check(filter, type(event, filter.condition().property(), filter.place()));
        }
    }

    /** Checks also the property that is added up. */
    void check(Operand.Aggregate aggregate) {
        check(aggregate.events());
        if (aggregate.property().isEmpty()
                || !found.catalog.events().containsKey(aggregate.events().event())) {
            return;
        }
        KnownEvent event = event(aggregate.events());
        String property = aggregate.property().get();
        type(event, property, aggregate.place())
                .filter(type -> type != PropertyType.NUMBER && needsNumber(aggregate.function()))
                .ifPresent(type -> problems.add(BindFaults.propertyType(
                        aggregate.place(),
                        property,
                        shown(type),
                        aggregate.function().word() + " needs a number")));
    }

    private static boolean needsNumber(Function function) {
        return switch (function) {
            case SUM, AVERAGE, MIN, MAX -> true;
            case COUNT, FIRST, LAST, MOST_FREQUENT, DISTINCT, LIST -> false;
        };
    }

    private KnownEvent event(EventSelection selection) {
        KnownEvent event = found.catalog.events().get(selection.event());
        if (event == null) {
            problems.add(BindFaults.unknown(
                    selection.place(),
                    "event",
                    selection.event(),
                    found.catalog.events().keySet()));
            return KnownEvent.OPEN;
        }
        return event;
    }

    private Optional<PropertyType> type(KnownEvent event, String property, Place place) {
        PropertyType type = event.properties().get(property);
        if (type == null && !event.mayHaveOthers()) {
            problems.add(BindFaults.unknown(
                    place, "property", property, event.properties().keySet()));
        }
        return Optional.ofNullable(type);
    }

    private void check(Filter filter, Optional<PropertyType> type) {
        Comparison comparison = filter.condition().comparison();
        String property = filter.condition().property();
        Value value = filter.condition().value();
        boolean ordered = switch (comparison) {
            case BELOW, AT_MOST, ABOVE, AT_LEAST -> true;
            case EQUAL, NOT_EQUAL, CONTAINS, EXISTS -> false;
        };
        if (ordered && !(value instanceof Value.Decimal)) {
            problems.add(Faults.filterNeedsNumber(filter.place(), property, comparison.word()));
            return;
        }
        if (comparison == Comparison.EXISTS || type.isEmpty()) {
            return;
        }
        boolean fits = switch (type.get()) {
            case TEXT -> value instanceof Value.Text;
            case NUMBER -> value instanceof Value.Decimal;
            case FLAG -> value instanceof Value.Flag;
            case LIST -> comparison == Comparison.CONTAINS;
            case OBJECT -> false;
        };
        if (!fits) {
            problems.add(BindFaults.propertyType(
                    filter.place(), property, shown(type.get()), "is compared with " + shown(value)));
        }
    }

    private static String shown(PropertyType type) {
        return switch (type) {
            case TEXT -> "text";
            case NUMBER -> "a number";
            case FLAG -> "true or false";
            case LIST -> "a list";
            case OBJECT -> "an object";
        };
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Text _ -> "a text";
            case Value.Decimal _ -> "a number";
            case Value.Flag _ -> "true or false";
            case Value.Sequence _, Value.Fields _, Value.Nothing _ -> "several values";
        };
    }
}
