package io.tarn.loop.live;

import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import java.util.List;

/**
 * What the live road goes by.
 *
 * @param identifiers the rules of identifiers
 * @param traits the computed traits to keep
 * @param matching the rules of matching, as gold runs use them
 */
public record LiveRules(IdentifierRules identifiers, List<ComputedTrait> traits, IdentityRules matching) {
    public LiveRules {
        traits = List.copyOf(traits);
    }

    /** With matching as it is when nothing is declared. */
    public LiveRules(IdentifierRules identifiers, List<ComputedTrait> traits) {
        this(identifiers, traits, IdentityRules.defaults());
    }

    public static LiveRules defaults() {
        return new LiveRules(IdentifierRules.defaults(), List.of());
    }
}
