package io.tarn.loop.live;

import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.IdentifierRules;
import java.util.List;

/** What the live road goes by: the rules of identifiers, and the computed traits to keep. */
public record LiveRules(IdentifierRules identifiers, List<ComputedTrait> traits) {
    public LiveRules {
        traits = List.copyOf(traits);
    }

    public static LiveRules defaults() {
        return new LiveRules(IdentifierRules.defaults(), List.of());
    }
}
