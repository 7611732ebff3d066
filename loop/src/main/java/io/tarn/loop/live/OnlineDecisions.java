package io.tarn.loop.live;

import io.tarn.decide.Decider;
import io.tarn.decide.plan.Planner;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DecisionContext;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.decision.Plan;
import io.tarn.model.decision.Recipient;
import io.tarn.model.decision.Standing;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.storage.ProfileStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides for one person what they would get at this moment, by the rules of the live road, and writes nothing. Immutable;
 * safe to share between threads as far as the store is.
 */
public final class OnlineDecisions {
    private final ProfileStore store;
    private final List<Campaign> campaigns;
    private final Planner planner;
    private final Decider decider;
    private final Recipients recipients;
    private final Supplier<KillSwitch> killSwitch;

    public OnlineDecisions(ProfileStore store, CampaignRules rules, Supplier<KillSwitch> killSwitch) {
        this.store = store;
        this.campaigns = rules.campaigns().stream()
                .sorted(Comparator.comparing(Campaign::name))
                .toList();
        this.planner = new Planner(campaigns, rules.resting());
        this.decider = new Decider(rules.guardrails());
        this.recipients = new Recipients(rules.endpoints());
        this.killSwitch = killSwitch;
    }

    /**
     * What would become of the first message of each campaign, were the person to set all of them off now, its delay being
     * over; what waits for the person and is due takes part in the contest. A marketing campaign that is under way for the
     * person is left out, since nothing sets it off again.
     *
     * @param only the campaign asked about, which then competes with what is due alone; all marketing campaigns where empty
     * @return decisions by the name of their campaign: of those that compete, at most one sends
     * @throws TarnException NOT_FOUND when no such campaign runs
     */
    public List<Decision> decide(Profile profile, Optional<CampaignName> only, Instant asOf) {
        Map<ProfileId, Standing> standings = store.findStandings(
                profile.constituents().stream().map(Constituent::id).toList());
        List<Plan> waiting = standings.values().stream()
                .flatMap(standing -> standing.plans().stream())
                .filter(plan -> planner.candidate(plan).isPresent())
                .toList();
        List<Candidate> asked = asked(only).stream()
                .filter(campaign -> campaign.isTransactional() || !Simulation.runs(campaign.name(), waiting))
                .limit(DecisionContext.RIVALS_MAX)
                .map(campaign -> Simulation.first(campaign, profile.id(), asOf))
                .toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        List<Candidate> all = new ArrayList<>(asked);
        waiting.stream()
                .filter(plan -> !plan.decideAt().isAfter(asOf))
                .forEach(plan -> planner.candidate(plan)
                        .filter(rival -> all.size() <= DecisionContext.RIVALS_MAX
                                && all.stream().noneMatch(rival::isSameAs))
                        .ifPresent(all::add));
        Recipient recipient = recipients.of(profile, id -> standings.getOrDefault(id, Standing.NONE));
        return decider.decideTogether(new DecisionContext(
                        all.getFirst(), all.subList(1, all.size()), recipient, asOf, killSwitch.get()))
                .subList(0, asked.size());
    }

    private List<Campaign> asked(Optional<CampaignName> only) {
        if (only.isEmpty()) {
            return campaigns.stream().filter(one -> !one.isTransactional()).toList();
        }
        return List.of(campaigns.stream()
                .filter(one -> one.name().equals(only.get()))
                .findFirst()
                .orElseThrow(() -> LiveErrors.noCampaign(only.get())));
    }
}
