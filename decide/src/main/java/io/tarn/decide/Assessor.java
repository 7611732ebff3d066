package io.tarn.decide;

import io.tarn.decide.arbitration.Preferences;
import io.tarn.decide.eligibility.ConsentRule;
import io.tarn.decide.eligibility.Eligibility;
import io.tarn.decide.suppression.Suppression;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.DecisionContext;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.Recipient;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.Guardrails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at one candidate by itself: every rule but arbitration and holdouts. Immutable. */
final class Assessor {
    private final Suppression suppression;
    private final Timing timing;

    Assessor(Guardrails guardrails, Timing timing) {
        this.suppression = new Suppression(guardrails.exclusions());
        this.timing = timing;
    }

    /** By the first alternative that could leave now; where none can, by the one that can soonest. */
    Assessment assess(Candidate candidate, DecisionContext context) {
        List<Reason> reasons = personal(candidate, context);
        boolean allowed =
                isDue(candidate, context.asOf()) && Checks.failed(reasons).isEmpty();
        List<Route> closed = new ArrayList<>();
        for (Alternative alternative :
                Preferences.order(candidate, context.recipient().profile())) {
            Route route = route(candidate, alternative, context);
            if (allowed && route.isOpen()) {
                closed.forEach(one -> reasons.addAll(Checks.notPassed(one.reasons())));
                reasons.addAll(route.reasons());
                return new Assessment.Ready(candidate, alternative, Checks.inOrder(reasons));
            }
            closed.add(route);
        }
        return concluded(candidate, context.asOf(), reasons, closed);
    }

    private static Assessment concluded(Candidate candidate, Instant asOf, List<Reason> personal, List<Route> routes) {
        Reason delay = Eligibility.delay(candidate, asOf);
        Optional<Reason> soonest = routes.stream()
                .filter(route -> route.failed().isEmpty())
                .map(route -> route.waits().orElse(delay))
                .min(Comparator.comparing(Checks::until));
        List<Reason> reasons = new ArrayList<>(personal);
        routes.forEach(route -> reasons.addAll(route.reasons()));
        List<Reason> inOrder = Checks.inOrder(reasons);
        Optional<Reason> failed = Checks.failed(soonest.isPresent() ? personal : inOrder);
        boolean imported = Eligibility.history(candidate).finding() instanceof Finding.Failed;
        if (!isDue(candidate, asOf) && !imported) {
            Reason cause = soonest.filter(_ -> failed.isEmpty())
                    .filter(one -> !Checks.until(one).isAfter(candidate.validUntil()))
                    .orElse(delay);
            return new Assessment.Waiting(candidate, Checks.until(cause), cause, inOrder);
        }
        return failed.<Assessment>map(cause -> new Assessment.Blocked(candidate, cause, inOrder))
                .orElseGet(() -> {
                    Reason cause = soonest.orElseThrow();
                    return new Assessment.Waiting(candidate, Checks.until(cause), cause, inOrder);
                });
    }

    /**
     * Before a message is due nothing is final but that it was imported: tickets close, and people change their mind.
     */
    private static boolean isDue(Candidate candidate, Instant asOf) {
        return !candidate.dueAt().isAfter(asOf);
    }

    /** What holds whichever alternative is chosen. */
    private List<Reason> personal(Candidate candidate, DecisionContext context) {
        List<Reason> reasons = new ArrayList<>(24);
        reasons.add(Suppression.killSwitch(context.killSwitch()));
        reasons.add(Eligibility.history(candidate));
        reasons.addAll(suppression.exclusions(candidate, context.recipient()));
        reasons.addAll(Eligibility.audiences(candidate, context.recipient()));
        reasons.add(Eligibility.validity(candidate, context.asOf()));
        reasons.add(Eligibility.delay(candidate, context.asOf()));
        return reasons;
    }

    /** What holds for one alternative. */
    private Route route(Candidate candidate, Alternative alternative, DecisionContext context) {
        ChannelName channel = alternative.channel();
        Recipient recipient = context.recipient();
        Instant at = isDue(candidate, context.asOf()) ? context.asOf() : candidate.dueAt();
        List<Reason> reasons = new ArrayList<>(12);
        reasons.add(Suppression.doNotContact(channel, recipient));
        reasons.add(ConsentRule.check(candidate.campaign(), candidate.step().purpose(), channel, recipient));
        reasons.add(Eligibility.reachability(channel, recipient));
        reasons.addAll(timing.check(candidate, channel, recipient, at));
        if (candidate.step().alternatives().size() > 1) {
            Optional<AlternativeName> name = Optional.of(alternative.name());
            reasons.replaceAll(reason -> reason.about(name));
        }
        return Route.of(alternative, reasons);
    }
}
