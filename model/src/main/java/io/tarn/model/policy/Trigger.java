package io.tarn.model.policy;

import java.util.List;

/** What sets a campaign off for a person. */
public sealed interface Trigger {
    /**
     * An event of that name whose properties meet all conditions.
     *
     * @param event such as {@code Cart Updated}
     */
    record OnEvent(String event, List<ComputedTrait.Condition> filters) implements Trigger {
        private static final int FILTERS_MAX = 20;

        public OnEvent {
            filters = List.copyOf(filters);
            Faults faults = new Faults("A trigger");
            faults.check(!event.isEmpty(), "it names no event");
            faults.checkCount("filters", filters, FILTERS_MAX);
            faults.refuse();
        }
    }

    /** The person enters an audience. */
    record OnEntry(AudienceName audience) implements Trigger {}
}
