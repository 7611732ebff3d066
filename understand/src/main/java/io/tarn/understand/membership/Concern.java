package io.tarn.understand.membership;

import io.tarn.model.policy.AudienceName;
import java.util.Set;

/** What of a profile is other than before, as far as audiences may notice. */
public sealed interface Concern {
    /** Anything may be: it is new, was merged, taken apart or published. */
    record Everything() implements Concern {}

    /** Time passed. */
    record Time() implements Concern {}

    /** These audiences say something else than before; others that are kept stand, and there are no more than those. */
    record Definitions(Set<AudienceName> audiences) implements Concern {
        public Definitions {
            audiences = Set.copyOf(audiences);
        }
    }

    /**
     * An event came.
     *
     * @param event its name
     * @param traits that it said
     * @param consents the categories of which it said something
     * @param identifiers whether the profile has one more
     */
    record Event(String event, Set<String> traits, Set<String> consents, boolean identifiers) implements Concern {
        public Event {
            traits = Set.copyOf(traits);
            consents = Set.copyOf(consents);
        }
    }
}
