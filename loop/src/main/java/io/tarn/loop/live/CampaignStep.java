package io.tarn.loop.live;

import io.tarn.decide.Decider;
import io.tarn.decide.plan.Happening;
import io.tarn.decide.plan.Planner;
import io.tarn.lake.table.EngagementTables;
import io.tarn.loop.live.LiveStepResult.Changed;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Contact;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DecisionContext;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.decision.Occasion;
import io.tarn.model.decision.Plan;
import io.tarn.model.decision.Recipient;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.RecentEvent;
import io.tarn.storage.Outgoing;
import io.tarn.storage.Timer;
import io.tarn.wire.row.EngagementRowCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets what happens to a person set campaigns off, decides what is due, and puts what is to be sent into the outbox.
 * What it changes is the workspace. Confined to the writer.
 */
final class CampaignStep {
    /** How many steps of one campaign may follow each other at one instant. */
    private static final int ROUNDS_MAX = 50;

    /** How long what is due waits to be looked at again while its campaign rests. */
    private static final Duration REST = Duration.ofMinutes(10);

    private final Planner planner;
    private final Decider decider;
    private final Recipients recipients;
    private final Posting posting;
    private KillSwitch killSwitch;

    CampaignStep(CampaignRules rules, Posting posting, KillSwitch killSwitch) {
        this.planner = new Planner(rules.campaigns(), rules.resting());
        this.decider = new Decider(rules.guardrails());
        this.recipients = new Recipients(rules.endpoints());
        this.posting = posting;
        this.killSwitch = killSwitch;
    }

    boolean isIdle() {
        return planner.isEmpty();
    }

    /** Whether anything may be sent from here on. */
    void turn(KillSwitch now) {
        killSwitch = now;
    }

    /** Applies what changed of a profile, by an event or without one. */
    void apply(Profile profile, Changed changed, Optional<Event> event, List<AudienceName> entered, Workspace work) {
        if (isIdle()) {
            return;
        }
        event.ifPresent(one -> markGoals(profile, one, changed.at(), work));
        switch (changed.kind()) {
            case MERGED, PUBLISHED -> shareGoals(profile, work);
            case NEW, KNOWN, TIME, UNMERGED, FORGOTTEN -> {
                // Nobody came along whose goals were not marked.
            }
        }
        setOff(profile, changed, event, entered, work);
        for (int round = 0; round < ROUNDS_MAX && decideDue(profile, changed, work); round++) {
            // What follows at once is decided at once.
        }
    }

    private void markGoals(Profile profile, Event event, Instant at, Workspace work) {
        for (Constituent one : profile.constituents()) {
            Standing standing = work.standing(one.id());
            if (standing.plans().stream().anyMatch(plan -> planner.isGoal(plan, event.name()))) {
                work.put(
                        one.id(),
                        standing.withPlans(standing.plans().stream()
                                .map(plan -> planner.isGoal(plan, event.name()) ? plan.converted(at) : plan)
                                .toList()));
            }
        }
    }

    /** What one part of a person reached while another's step waited was reached by the person. */
    private void shareGoals(Profile profile, Workspace work) {
        for (Constituent one : profile.constituents()) {
            Standing standing = work.standing(one.id());
            List<Plan> plans = standing.plans().stream()
                    .map(plan -> reached(plan, profile).map(plan::converted).orElse(plan))
                    .toList();
            if (!plans.equals(standing.plans())) {
                work.put(one.id(), standing.withPlans(plans));
            }
        }
    }

    private Optional<Instant> reached(Plan plan, Profile profile) {
        if (plan.convertedAt().isPresent()) {
            return Optional.empty();
        }
        return profile.constituents().stream()
                .flatMap(one -> one.recent().stream())
                .filter(one -> one.timestamp().isAfter(plan.occasion().at()) && planner.isGoal(plan, one.name()))
                .map(RecentEvent::timestamp)
                .min(Comparator.naturalOrder());
    }

    private void setOff(
            Profile profile, Changed changed, Optional<Event> event, List<AudienceName> entered, Workspace work) {
        if (!planner.awaits(event.map(Event::name), entered)) {
            return;
        }
        ProfileId subject = profile.id();
        EventKey key = event.map(one -> one.head().key())
                .orElseGet(() -> new EventKey(SourceName.TARN, "log:" + changed.offset()));
        RawEvent.Origin origin = event.map(one -> one.head().origin()).orElse(RawEvent.Origin.LIVE);
        Map<String, Value> properties =
                event.map(one -> one.properties().fields()).orElse(Map.of());
        Happening happening = new Happening(
                new Occasion(key, changed.at(), origin, subject),
                event.map(Event::name).orElse(""),
                event.map(one -> FlatProperties.of(one.properties())).orElse(Map.of()),
                properties,
                entered);
        List<Plan> waiting = new ArrayList<>();
        profile.constituents()
                .forEach(one -> waiting.addAll(work.standing(one.id()).plans()));
        List<Plan> off = planner.setOff(happening, waiting);
        if (!off.isEmpty()) {
            Standing standing = work.standing(subject);
            List<Plan> plans = new ArrayList<>(standing.plans());
            for (Plan plan : off) {
                if (plans.size() < Standing.PLANS_MAX) {
                    plans.add(plan);
                }
            }
            work.put(subject, standing.withPlans(plans));
        }
    }

    /** A plan and the constituent that it waits for. */
    private record Waiting(ProfileId constituent, Plan plan, Candidate candidate) {}

    /** Decides what is due; returns whether there was anything. */
    private boolean decideDue(Profile profile, Changed changed, Workspace work) {
        List<Waiting> due = due(profile, changed.at(), work);
        if (due.isEmpty()) {
            return false;
        }
        Recipient recipient = recipients.of(profile, work::standing);
        List<Candidate> rivals = due.stream().skip(1).map(Waiting::candidate).toList();
        List<Decision> decisions = decider.decideTogether(
                new DecisionContext(due.getFirst().candidate(), rivals, recipient, changed.at(), killSwitch));
        for (int i = 0; i < due.size(); i++) {
            follow(due.get(i), decisions.get(i), new Posting.Addressee(profile, recipient), changed.offset(), work);
        }
        return true;
    }

    /** Plans whose campaign is not declared any more go; those of a campaign that rests stay as they are. */
    private List<Waiting> due(Profile profile, Instant asOf, Workspace work) {
        List<Waiting> due = new ArrayList<>();
        for (Constituent one : profile.constituents()) {
            Standing standing = work.standing(one.id());
            if (standing.plans().isEmpty()) {
                continue;
            }
            List<Plan> kept = new ArrayList<>();
            for (Plan plan : standing.plans()) {
                Optional<Candidate> candidate = planner.candidate(plan);
                if (candidate.isEmpty()) {
                    if (planner.isResting(plan)) {
                        kept.add(plan);
                        if (!plan.decideAt().isAfter(asOf)) {
                            work.wake(new Timer(asOf.plus(REST), one.id()));
                        }
                    }
                    continue;
                }
                kept.add(plan);
                boolean again = due.stream().anyMatch(other -> other.candidate().isSameAs(candidate.get()));
                if (!plan.decideAt().isAfter(asOf) && !again && due.size() <= DecisionContext.RIVALS_MAX) {
                    due.add(new Waiting(one.id(), plan, candidate.get()));
                }
            }
            if (kept.size() < standing.plans().size()) {
                work.put(one.id(), standing.withPlans(kept));
            }
        }
        return due;
    }

    private void follow(Waiting decided, Decision decision, Posting.Addressee addressee, long offset, Workspace work) {
        Standing standing = work.standing(decided.constituent());
        List<Plan> plans = new ArrayList<>(standing.plans());
        plans.remove(decided.plan());
        Optional<Plan> next = planner.after(decided.plan(), decision);
        next.ifPresent(plan -> {
            plans.add(plan);
            work.wake(new Timer(plan.decideAt(), decided.constituent()));
        });
        Standing now = standing.withPlans(plans);
        work.send(new Outgoing.Row(
                EngagementTables.DECISIONS.name().toString(),
                offset,
                EngagementRowCodec.decision(
                        offset,
                        decision,
                        decided.plan().dueAt(),
                        decided.candidate().campaign().required())));
        if (decision instanceof Decision.Send send) {
            if (!decided.candidate().campaign().isTransactional()) {
                now = now.with(new Contact(
                        send.head().asOf(),
                        send.alternative().channel(),
                        send.head().campaign()));
            }
            posting.post(new Posting.Order(offset, send, decided.plan(), decided.candidate()), addressee, work);
        }
        work.put(decided.constituent(), now);
    }
}
