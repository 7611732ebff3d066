package io.tarn.decide.plan;

import io.tarn.audience.eval.EventMatcher;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.Plan;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.event.RawEvent;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.policy.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Knows which message steps wait for a person. Immutable.
 *
 * <p>A marketing campaign runs once at a time for a person: what would set it off again while one of its steps waits
 * changes nothing. A transactional one answers each occasion. What was imported from the past sets nothing off.
 */
public final class Planner {
    private final Map<CampaignName, Campaign> campaigns = new TreeMap<>();
    private final Map<String, List<Campaign>> byEvent = new HashMap<>();
    private final Map<AudienceName, List<Campaign>> byEntry = new HashMap<>();
    private final Set<CampaignName> resting;

    /**
     * Plans for campaigns.
     *
     * @param declared those that run
     * @param resting those that do not run for now: nothing sets them off, and what waits for them waits on
     */
    public Planner(List<Campaign> declared, Set<CampaignName> resting) {
        this.resting = Set.copyOf(resting);
        for (Campaign campaign : declared) {
            campaigns.put(campaign.name(), campaign);
            switch (campaign.trigger()) {
                case Trigger.OnEvent on ->
                    byEvent.computeIfAbsent(on.event(), name -> new ArrayList<>())
                            .add(campaign);
                case Trigger.OnEntry(AudienceName audience) ->
                    byEntry.computeIfAbsent(audience, name -> new ArrayList<>()).add(campaign);
            }
        }
    }

    public boolean isEmpty() {
        return campaigns.isEmpty();
    }

    /** Whether an event or the entry into an audience may set anything off at all. */
    public boolean awaits(Optional<String> event, List<AudienceName> entered) {
        return event.filter(byEvent::containsKey).isPresent()
                || entered.stream().anyMatch(byEntry::containsKey);
    }

    /** Whether a plan is one of a campaign that does not run for now. */
    public boolean isResting(Plan plan) {
        return resting.contains(plan.campaign());
    }

    /** The first steps that something sets off, by the name of their campaign. */
    public List<Plan> setOff(Happening happening, List<Plan> waiting) {
        if (happening.occasion().origin() == RawEvent.Origin.HISTORY) {
            return List.of();
        }
        Map<CampaignName, Campaign> off = new TreeMap<>();
        for (Campaign campaign : byEvent.getOrDefault(happening.event(), List.of())) {
            if (campaign.trigger() instanceof Trigger.OnEvent on
                    && EventMatcher.holdAll(on.filters(), happening.texts())) {
                off.put(campaign.name(), campaign);
            }
        }
        for (AudienceName audience : happening.entered()) {
            byEntry.getOrDefault(audience, List.of()).forEach(campaign -> off.put(campaign.name(), campaign));
        }
        List<Plan> plans = new ArrayList<>();
        for (Campaign campaign : off.values()) {
            if (campaign.isTransactional() || !runs(campaign.name(), waiting)) {
                MessageStep first = campaign.steps().getFirst();
                Instant dueAt = happening.occasion().at().plus(first.delay());
                plans.add(new Plan(
                        campaign.name(),
                        first.name(),
                        happening.occasion(),
                        dueAt,
                        happening.occasion().at(),
                        Optional.empty(),
                        happening.properties()));
            }
        }
        return plans;
    }

    private static boolean runs(CampaignName campaign, List<Plan> waiting) {
        return waiting.stream().anyMatch(plan -> plan.campaign().equals(campaign));
    }

    /** A plan as a decision looks at it; empty when its campaign rests, or it or its step is not declared any more. */
    public Optional<Candidate> candidate(Plan plan) {
        Campaign campaign = campaigns.get(plan.campaign());
        if (campaign == null) {
            return Optional.empty();
        }
        return campaign.steps().stream()
                .filter(step -> step.name().equals(plan.step()))
                .findFirst()
                .map(step ->
                        new Candidate(campaign, step, plan.occasion(), plan.dueAt(), plan.convertedAt(), Map.of()));
    }

    /** Whether an event is the goal of the campaign of a plan. */
    public boolean isGoal(Plan plan, String event) {
        Campaign campaign = campaigns.get(plan.campaign());
        return campaign != null && campaign.goal().event().equals(event);
    }

    /** What waits after a decision: the same step again where it was deferred, else the step that follows it. */
    public Optional<Plan> after(Plan plan, Decision decision) {
        return switch (decision) {
            case Decision.Defer deferred -> Optional.of(plan.until(deferred.until()));
            case Decision.Send sent -> following(plan, sent.head().asOf());
            case Decision.Withhold withheld ->
                ends(withheld.cause().code())
                        ? Optional.empty()
                        : following(plan, withheld.head().asOf());
        };
    }

    /** Whoever reached the goal or left the audience gets nothing more of this round. */
    private static boolean ends(ReasonCode cause) {
        return switch (cause) {
            case HISTORY, CONVERTED, AUDIENCE -> true;
            case KILL_SWITCH,
                    DO_NOT_CONTACT,
                    CONSENT,
                    EXCLUSION,
                    REACHABILITY,
                    VALIDITY,
                    DELAY,
                    FREQUENCY_CAP,
                    QUIET_HOURS,
                    ARBITRATION,
                    HOLDOUT -> false;
        };
    }

    private Optional<Plan> following(Plan plan, Instant from) {
        Campaign campaign = campaigns.get(plan.campaign());
        if (campaign == null) {
            return Optional.empty();
        }
        List<MessageStep> steps = campaign.steps();
        for (int i = 0; i + 1 < steps.size(); i++) {
            if (steps.get(i).name().equals(plan.step())) {
                MessageStep next = steps.get(i + 1);
                return Optional.of(new Plan(
                        plan.campaign(),
                        next.name(),
                        plan.occasion(),
                        from.plus(next.delay()),
                        from,
                        plan.convertedAt(),
                        plan.properties()));
            }
        }
        return Optional.empty();
    }
}
