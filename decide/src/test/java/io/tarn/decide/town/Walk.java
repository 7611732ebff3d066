package io.tarn.decide.town;

import io.tarn.decide.Decider;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Contact;
import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DecisionContext;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.decision.Recipient;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.profile.ConsentValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Walks one person through their two months, asks for each decision and carries it out. Confined to one thread. */
final class Walk {
    private static final Identifier ADDRESS = new Identifier(IdentifierType.EMAIL, "a@example.org");

    private final Town town;
    private final Life life;
    private final Decider decider;
    private final UnaryOperator<Recipient> lie;
    private final boolean backwards;
    private final PriorityQueue<Pending> pending = new PriorityQueue<>(Comparator.comparing(Pending::at)
            .thenComparing(one -> one.candidate().occasion().key().messageId()));
    private final Map<String, ConsentValue> consents = new HashMap<>();
    private final Map<ChannelName, Identifier> addresses = new HashMap<>();
    private final List<DoNotContact> listed = new ArrayList<>();
    private final Set<AudienceName> audiences = new HashSet<>();
    private Optional<Instant> boughtAt = Optional.empty();
    private ContactHistory contacts = ContactHistory.NONE;
    private int changesSeen;

    private record Pending(Instant at, Candidate candidate) {}

    /** What came of one candidate. */
    record Taken(Candidate candidate, Decision decision) {}

    /**
     * @param lie what the decider is told of the person instead of the truth
     * @param backwards whether candidates of one instant are told in the opposite order
     */
    Walk(Town town, Life life, Decider decider, UnaryOperator<Recipient> lie, boolean backwards) {
        this.town = town;
        this.life = life;
        this.decider = decider;
        this.lie = lie;
        this.backwards = backwards;
        for (Life.Start start : life.starts()) {
            MessageStep step = start.campaign().steps().getFirst();
            Candidate candidate = new Candidate(
                    start.campaign(),
                    step,
                    start.occasion(),
                    start.occasion().at().plus(step.delay()),
                    Optional.empty(),
                    Map.of());
            pending.add(new Pending(start.occasion().at(), candidate));
        }
    }

    /** Every decision that was taken, in order. */
    List<Taken> walk() {
        return walk(_ -> {});
    }

    /** The same, telling what the decider is asked. */
    List<Taken> walk(Consumer<DecisionContext> asked) {
        List<Taken> taken = new ArrayList<>();
        while (!pending.isEmpty()) {
            Instant asOf = pending.element().at();
            liveUntil(asOf);
            List<Candidate> candidates = new ArrayList<>();
            while (!pending.isEmpty() && pending.element().at().equals(asOf)) {
                candidates.add(asOfNow(pending.remove().candidate()));
            }
            if (backwards) {
                Collections.reverse(candidates);
            }
            DecisionContext context = new DecisionContext(
                    candidates.getFirst(),
                    candidates.subList(1, candidates.size()),
                    recipient(),
                    asOf,
                    town.stops().stream().anyMatch(stop -> stop.contains(asOf))
                            ? KillSwitch.PULLED
                            : KillSwitch.RELEASED);
            asked.accept(context);
            List<Decision> decisions = decider.decideTogether(context);
            for (int i = 0; i < decisions.size(); i++) {
                carryOut(candidates.get(i), decisions.get(i));
                taken.add(new Taken(candidates.get(i), decisions.get(i)));
            }
        }
        return taken;
    }

    private void carryOut(Candidate candidate, Decision decision) {
        Instant asOf = decision.head().asOf();
        switch (decision) {
            case Decision.Defer defer -> pending.add(new Pending(defer.until().plus(outage(defer)), candidate));
            case Decision.Withhold _ -> follow(candidate, asOf);
            case Decision.Send send -> {
                if (!candidate.campaign().isTransactional()) {
                    contacts = contacts.with(new Contact(
                            asOf,
                            send.alternative().channel(),
                            candidate.campaign().name()));
                }
                follow(candidate, asOf);
            }
        }
    }

    /** One in forty is decided on again late. */
    private static Duration outage(Decision.Defer defer) {
        return Math.floorMod(defer.head().id().value().hashCode(), 40) == 0 ? Duration.ofHours(30) : Duration.ZERO;
    }

    /** The next step of the campaign, where there is one. */
    private void follow(Candidate candidate, Instant asOf) {
        List<MessageStep> steps = candidate.campaign().steps();
        int next = steps.indexOf(candidate.step()) + 1;
        if (next < steps.size()) {
            Instant dueAt = asOf.plus(steps.get(next).delay());
            pending.add(new Pending(
                    dueAt,
                    new Candidate(
                            candidate.campaign(), steps.get(next), candidate.occasion(), dueAt, boughtAt, Map.of())));
        }
    }

    private Candidate asOfNow(Candidate candidate) {
        return new Candidate(
                candidate.campaign(), candidate.step(), candidate.occasion(), candidate.dueAt(), boughtAt, Map.of());
    }

    private Recipient recipient() {
        return lie.apply(new Recipient(
                life.profile(),
                Set.copyOf(life.constituents()),
                life.zone(),
                consents,
                addresses,
                listed,
                audiences,
                contacts));
    }

    private void liveUntil(Instant now) {
        while (changesSeen < life.changes().size()
                && !life.changes().get(changesSeen).at().isAfter(now)) {
            switch (life.changes().get(changesSeen++)) {
                case Life.Change.Said(Instant at, String category, boolean given) ->
                    consents.put(category, new ConsentValue(given, "town", at));
                case Life.Change.Listed one -> listed.add(one.entry());
                case Life.Change.Moved one when one.in() -> audiences.add(one.audience());
                case Life.Change.Moved one -> audiences.remove(one.audience());
                case Life.Change.Found one when one.reachable() -> addresses.put(one.channel(), ADDRESS);
                case Life.Change.Found one -> addresses.remove(one.channel());
                case Life.Change.Bought(Instant at) -> boughtAt = Optional.of(at);
            }
        }
    }
}
