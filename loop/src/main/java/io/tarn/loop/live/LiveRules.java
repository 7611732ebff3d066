package io.tarn.loop.live;

import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.understand.membership.MembershipEngine;
import io.tarn.understand.trait.Features;
import io.tarn.understand.trait.TraitEngine;
import java.util.List;
import java.util.Set;

/**
 * What the live road goes by.
 *
 * @param identifiers the rules of identifiers
 * @param traits the computed traits to keep
 * @param matching the rules of matching, as gold runs use them
 * @param campaigns the audiences to keep and the campaigns to run
 */
public record LiveRules(
        IdentifierRules identifiers, List<ComputedTrait> traits, IdentityRules matching, CampaignRules campaigns) {
    public LiveRules {
        traits = List.copyOf(traits);
    }

    /** With matching as it is when nothing is declared, and without audiences. */
    public LiveRules(IdentifierRules identifiers, List<ComputedTrait> traits) {
        this(identifiers, traits, IdentityRules.defaults(), CampaignRules.NONE);
    }

    public static LiveRules defaults() {
        return new LiveRules(IdentifierRules.defaults(), List.of());
    }

    /**
     * Of all this only what a store has counted already and whom it let in.
     *
     * @param counted names of computed traits and features
     * @param audiences names of audiences
     */
    public LiveRules only(Set<String> counted, Set<String> audiences) {
        List<ComputedTrait> some =
                traits.stream().filter(one -> counted.contains(one.name())).toList();
        return new LiveRules(
                identifiers,
                some,
                matching,
                campaigns.only(audience -> audiences.contains(audience.name().value())
                        && new Features(traits, audience.expression().features())
                                .names().stream().allMatch(counted::contains)));
    }

    /** What answers the audiences. */
    MembershipEngine membership() {
        return new MembershipEngine(campaigns.audiences());
    }

    /** What profiles keep of their events for the audiences. */
    public Features features() {
        return new Features(traits, membership().features());
    }

    /** What counts events into profiles. */
    public TraitEngine counting() {
        return new TraitEngine(traits, features());
    }
}
