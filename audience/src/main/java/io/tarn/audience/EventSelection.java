package io.tarn.audience;

import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import java.util.List;

/**
 * Which events are meant: those of one name whose properties keep to all conditions.
 *
 * <p>A condition on a property that an event lacks is false. Properties are texts by path, compared as computed traits
 * compare them.
 *
 * @param event the name, such as {@code Order Completed} or {@code page}
 */
public record EventSelection(String event, List<Filter> filters, Place place) {
    /** How many conditions one selection may have. */
    public static final int FILTERS_MAX = 20;

    public EventSelection {
        Words.checkName("The name of an event", event);
        filters = List.copyOf(filters);
        if (filters.size() > FILTERS_MAX) {
            throw AudienceErrors.tooManyFilters(filters.size());
        }
    }

    /** The conditions without their places. */
    public List<Condition> conditions() {
        return filters.stream().map(Filter::condition).toList();
    }

    /** A condition on one property, and where it stands. */
    public record Filter(Condition condition, Place place) {
        public Filter {
            Words.checkName("The path of a property", condition.property());
            boolean plain = condition.value() instanceof Value.Text
                    || condition.value() instanceof Value.Decimal
                    || condition.value() instanceof Value.Flag;
            boolean fits = switch (condition.comparison()) {
                case EXISTS -> condition.value().equals(new Value.Flag(true));
                case CONTAINS -> condition.value() instanceof Value.Text;
                case EQUAL, NOT_EQUAL, BELOW, AT_MOST, ABOVE, AT_LEAST -> plain;
            };
            if (!fits) {
                throw AudienceErrors.filterValue(condition);
            }
            if (condition.value() instanceof Value.Text(String text)) {
                Words.check("A text", text);
            }
        }

        /** That a property is there. */
        public static Filter exists(String property, Place place) {
            return new Filter(new Condition(property, Comparison.EXISTS, new Value.Flag(true)), place);
        }
    }
}
