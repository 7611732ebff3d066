package io.tarn.audience.eval;

import io.tarn.audience.Relation;
import io.tarn.audience.bind.EventFeature;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether an event is one of those that a feature is about; {@link FeatureSql} says the same in SQL. */
public final class EventMatcher {
    private EventMatcher() {}

    /**
     * Whether it has the feature's name and keeps to its conditions.
     *
     * @param properties of the event, as {@link FlatProperties} gives them
     */
    public static boolean matches(EventFeature feature, String event, Map<String, String> properties) {
        return feature.event().equals(event) && holdAll(feature.conditions(), properties);
    }

    /** Whether an event keeps to conditions; one on a property that it lacks does not hold. */
    public static boolean holdAll(List<Condition> conditions, Map<String, String> properties) {
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            if (!holds(condition, properties.get(condition.property()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Condition condition, @Nullable String found) {
        if (found == null) {
            return false;
        }
        return switch (condition.comparison()) {
            case EXISTS -> true;
            case EQUAL -> found.equals(FlatProperties.text(condition.value()));
            case NOT_EQUAL -> !found.equals(FlatProperties.text(condition.value()));
            case CONTAINS -> found.contains(FlatProperties.text(condition.value()));
            case BELOW -> isOrdered(found, Relation.BELOW, condition.value());
            case AT_MOST -> isOrdered(found, Relation.AT_MOST, condition.value());
            case ABOVE -> isOrdered(found, Relation.ABOVE, condition.value());
            case AT_LEAST -> isOrdered(found, Relation.AT_LEAST, condition.value());
        };
    }

    private static boolean isOrdered(String found, Relation relation, Value wanted) {
        BigDecimal number = Forms.number(new Value.Text(found));
        return number != null
                && wanted instanceof Value.Decimal(BigDecimal bound)
                && relation.holds(number.compareTo(bound));
    }
}
