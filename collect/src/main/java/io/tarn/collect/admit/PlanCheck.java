package io.tarn.collect.admit;

import io.tarn.model.event.Event;
import io.tarn.model.event.Value;
import io.tarn.model.event.Violation;
import io.tarn.model.policy.TrackingPlan;
import io.tarn.model.policy.TrackingPlan.Expected;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds one event against a tracking plan. */
final class PlanCheck {
    private PlanCheck() {}

    static List<Violation> violations(TrackingPlan plan, Event event) {
        Expected expected = plan.events().get(event.name());
        if (expected == null) {
            boolean unknown = event instanceof Event.Track && !plan.othersAllowed();
            return unknown ? List.of(AdmissionViolations.eventUnplanned(event.name(), plan.names())) : List.of();
        }
        List<Violation> violations = new ArrayList<>();
        Map<String, Value> properties = event.properties().fields();
        for (String name : expected.required()) {
            Value value = properties.get(name);
            if (value == null || value == Value.Nothing.NOTHING) {
                violations.add(AdmissionViolations.propertyMissing(event.name(), name));
            }
        }
        expected.types().forEach((name, type) -> {
            Value value = properties.get(name);
            if (value != null && value != Value.Nothing.NOTHING && type(value) != type) {
                violations.add(AdmissionViolations.propertyType(event.name(), name, type, type(value)));
            }
        });
        return violations;
    }

    private static PropertyType type(Value value) {
        return switch (value) {
            case Value.Text _ -> PropertyType.TEXT;
            case Value.Decimal _ -> PropertyType.NUMBER;
            case Value.Flag _ -> PropertyType.FLAG;
            case Value.Sequence _ -> PropertyType.LIST;
            case Value.Fields _, Value.Nothing _ -> PropertyType.OBJECT;
        };
    }
}
