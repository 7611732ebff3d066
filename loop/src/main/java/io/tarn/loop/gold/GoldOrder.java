package io.tarn.loop.gold;

import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.unify.identity.IdentifierLimits;
import java.util.List;

/**
 * What a gold run is asked to do.
 *
 * @param definitionsHash changes whenever a definition does
 * @param tarnVersion the version that the run's row names
 */
public record GoldOrder(
        List<SourceDefinition> sources,
        IdentityRules identity,
        SurvivorshipRules survivorship,
        IdentifierLimits limits,
        Approval approval,
        Rerun rerun,
        String definitionsHash,
        String tarnVersion) {
    public GoldOrder {
        sources = List.copyOf(sources);
    }

    /** Whether proposals of the profile agent are applied at once. */
    public enum Approval {
        NOT_NEEDED,
        /** A run with unanswered proposals stops before it matches anything. */
        REQUIRED
    }

    /** Whether a run does its work again when neither sources nor definitions have changed. */
    public enum Rerun {
        WHEN_CHANGED,
        ALWAYS
    }
}
