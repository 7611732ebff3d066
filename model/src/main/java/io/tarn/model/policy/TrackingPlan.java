package io.tarn.model.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which events a workspace expects, and what each must say.
 *
 * @param mode what becomes of an event that does not keep to it
 * @param othersAllowed whether tracked events that it does not name are welcome
 * @param events by the event's name
 */
public record TrackingPlan(Mode mode, boolean othersAllowed, Map<String, Expected> events) {
    /** The plan of a workspace that made none: everything is welcome. */
    public static final TrackingPlan OPEN = new TrackingPlan(Mode.REPORT, true, Map.of());

    public TrackingPlan {
        events = Collections.unmodifiableMap(new TreeMap<>(events));
    }

    /** What becomes of an event that does not keep to the plan. */
    public enum Mode {
        /** It is taken; what is wrong with it is reported. */
        REPORT,
        /** It is kept aside until it is mended or the plan is. */
        QUARANTINE
    }

    /**
     * What an event of one name must say.
     *
     * @param required properties that must be there, in order
     * @param types what properties must be, where they are there
     */
    public record Expected(List<String> required, Map<String, PropertyType> types) {
        public Expected {
            required = List.copyOf(required);
            types = Collections.unmodifiableMap(new TreeMap<>(types));
        }
    }

    /** What the value of a property is. */
    public enum PropertyType {
        TEXT,
        NUMBER,
        FLAG,
        LIST,
        OBJECT
    }

    /** The names of the events that it expects. */
    public Set<String> names() {
        return events.keySet();
    }
}
