package io.tarn.loop.live;

import io.tarn.decide.Decider;
import io.tarn.decide.holdout.HoldoutRule;
import io.tarn.decide.plan.Planner;
import io.tarn.engage.render.CompiledTemplate;
import io.tarn.engage.render.Content;
import io.tarn.engage.render.Rendered;
import io.tarn.lake.Lake;
import io.tarn.loop.live.Simulated.Sample;
import io.tarn.loop.live.Simulated.SampleMessage;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DecisionContext;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.decision.Occasion;
import io.tarn.model.decision.Plan;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.Recipient;
import io.tarn.model.decision.Standing;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Trigger;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.understand.trait.TraitEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tries campaigns on the profiles of a store as they are, by the rules of the live road, and writes nothing.
 *
 * <p>Whoever is in the audience that the trigger names, or had lately an event for which it holds, is taken as set off
 * now, with the first message step due. What waits for the person and is due, and the other campaigns that the same
 * would set off with the same delay, are its rivals. The kill switch is taken as released. Immutable; safe to share
 * between threads as far as its rooms are.
 */
public final class Simulation {
    private static final int PAGE_PROFILES = 1_000;
    private static final EventKey KEY = new EventKey(SourceName.TARN, "simulation");
    private static final Map<String, String> NO_LINKS = Map.of("unsubscribe", "#", "preferences", "#", "why", "#");

    private final Rooms rooms;
    private final ProfileStore store;
    private final CampaignRules rules;
    private final TraitEngine traits;
    private final Planner planner;
    private final Decider decider;
    private final HoldoutRule holdouts;
    private final Recipients recipients;

    /** What it reads from: profiles, and events where they lie. */
    public record Rooms(Lake lake, EventLog log, ProfileStore store, LiveAdmission admission) {}

    public Simulation(Rooms rooms, LiveRules rules) {
        this.rooms = rooms;
        this.store = rooms.store();
        this.rules = rules.campaigns();
        this.traits = rules.counting();
        this.planner = new Planner(this.rules.campaigns(), this.rules.resting());
        this.decider = new Decider(this.rules.guardrails());
        this.holdouts = new HoldoutRule(this.rules.guardrails().holdout());
        this.recipients = new Recipients(this.rules.endpoints());
    }

    /**
     * Looks at every profile once.
     *
     * @throws TarnException NOT_FOUND when no such campaign runs
     */
    public Simulated simulate(SimulationOrder order) {
        Campaign campaign = rules.campaigns().stream()
                .filter(one -> one.name().equals(order.campaign()))
                .findFirst()
                .orElseThrow(() -> LiveErrors.noCampaign(order.campaign()));
        PastTriggers triggers = PastTriggers.read(
                rooms, rules.campaigns(), campaign, order.asOf().minus(order.lookBack()));
        SimulationTally tally = new SimulationTally(order, campaign);
        Optional<ProfileId> after = Optional.empty();
        for (List<Profile> page = page(after); !page.isEmpty(); page = page(after)) {
            Map<ProfileId, Standing> standings = store.findStandings(page.stream()
                    .flatMap(profile -> profile.constituents().stream())
                    .map(Constituent::id)
                    .toList());
            Function<ProfileId, Standing> standing = id -> standings.getOrDefault(id, Standing.NONE);
            for (Profile profile : page) {
                Person person = new Person(profile, standing);
                setOff(campaign.trigger(), person, triggers)
                        .ifPresent(campaigns -> look(person, campaign, campaigns, tally));
            }
            tally.looked(page.size());
            after = Optional.of(page.getLast().id());
        }
        return tally.total(tally.shown().stream().map(one -> sample(one, order)).toList());
    }

    private List<Profile> page(Optional<ProfileId> after) {
        return store.profilesAfter(after, PAGE_PROFILES);
    }

    /** A profile, and how its constituents stand. */
    private record Person(Profile profile, Function<ProfileId, Standing> standing) {
        List<Plan> plans() {
            List<Plan> plans = new ArrayList<>();
            profile.constituents()
                    .forEach(one -> plans.addAll(standing.apply(one.id()).plans()));
            return plans;
        }
    }

    /** The campaigns that what sets this one off for a person sets off; empty where nothing does. */
    private Optional<List<Campaign>> setOff(Trigger trigger, Person person, PastTriggers triggers) {
        return switch (trigger) {
            case Trigger.OnEntry(var audience) ->
                person.standing().apply(person.profile().id()).audiences().containsKey(audience)
                        ? Optional.of(among(one -> one.trigger().equals(trigger)))
                        : Optional.empty();
            case Trigger.OnEvent _ ->
                triggers.find(person.profile())
                        .map(off -> among(one -> off.campaigns().contains(one.name())));
        };
    }

    private List<Campaign> among(Predicate<Campaign> wanted) {
        return rules.campaigns().stream().filter(wanted).toList();
    }

    private void look(Person person, Campaign campaign, List<Campaign> setOff, SimulationTally tally) {
        Instant asOf = tally.order().asOf();
        List<Plan> waiting = person.plans().stream()
                .filter(plan -> planner.candidate(plan).isPresent())
                .toList();
        if (!campaign.isTransactional() && runs(campaign.name(), waiting)) {
            tally.underWay();
            return;
        }
        Recipient recipient = recipients.of(person.profile(), person.standing());
        Candidate candidate = first(campaign, person.profile().id(), asOf);
        Decision decision = decider.decide(new DecisionContext(
                candidate, rivals(candidate, setOff, waiting), recipient, asOf, KillSwitch.RELEASED));
        List<Reason> reasons = new ArrayList<>(decision.reasons());
        reasons.addAll(holdouts.check(campaign, recipient));
        tally.add(person.profile(), decision, ReachStage.passed(candidate.step().alternatives(), reasons));
    }

    static boolean runs(CampaignName campaign, List<Plan> waiting) {
        return waiting.stream().anyMatch(plan -> plan.campaign().equals(campaign));
    }

    /** The first message of a campaign for a person who sets it off now, its delay being over. */
    static Candidate first(Campaign campaign, ProfileId subject, Instant asOf) {
        Occasion occasion = new Occasion(KEY, asOf, RawEvent.Origin.LIVE, subject);
        return new Candidate(campaign, campaign.steps().getFirst(), occasion, asOf, Optional.empty(), Map.of());
    }

    private List<Candidate> rivals(Candidate candidate, List<Campaign> setOff, List<Plan> waiting) {
        Instant asOf = candidate.occasion().at();
        List<Candidate> wishes = new ArrayList<>();
        waiting.stream()
                .filter(plan -> !plan.decideAt().isAfter(asOf))
                .forEach(plan -> planner.candidate(plan).ifPresent(wishes::add));
        for (Campaign other : setOff) {
            if (other.steps().getFirst().delay().equals(candidate.step().delay())
                    && (other.isTransactional() || !runs(other.name(), waiting))) {
                wishes.add(first(other, candidate.occasion().subject(), asOf));
            }
        }
        List<Candidate> rivals = new ArrayList<>();
        for (Candidate wish : wishes) {
            boolean again = wish.isSameAs(candidate) || rivals.stream().anyMatch(wish::isSameAs);
            if (!again && rivals.size() < DecisionContext.RIVALS_MAX) {
                rivals.add(wish);
            }
        }
        return rivals;
    }

    private Sample sample(SimulationTally.Shown shown, SimulationOrder order) {
        Profile profile = shown.profile();
        Optional<SampleMessage> message = shown.decision() instanceof Decision.Send send
                ? Optional.ofNullable(rules.templates().get(send.alternative().template()))
                        .map(template -> message(template, profile, order))
                : Optional.empty();
        return new Sample(profile.id(), List.copyOf(profile.identifiers()), shown.decision(), message);
    }

    private SampleMessage message(CompiledTemplate template, Profile profile, SimulationOrder order) {
        Map<String, Value> known = new TreeMap<>(traits.values(profile));
        profile.traits().forEach((name, value) -> known.put(name, value.value()));
        known.replaceAll((name, value) -> order.disclosure().trait(name, value));
        try {
            Rendered rendered = template.render(new Content(
                    known, Map.of(), NO_LINKS, order.asOf(), rules.guardrails().zone()));
            return new SampleMessage(
                    rendered.subject(),
                    rendered.missing().stream()
                            .filter(one -> one.startsWith("profile."))
                            .toList(),
                    Optional.empty());
        } catch (TarnException failure) {
            return new SampleMessage("", List.of(), Optional.of(String.valueOf(failure.getMessage())));
        }
    }
}
