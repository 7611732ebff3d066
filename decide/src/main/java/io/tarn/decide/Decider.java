package io.tarn.decide;

import io.tarn.decide.arbitration.Arbitration;
import io.tarn.decide.arbitration.Contender;
import io.tarn.decide.eligibility.Eligibility;
import io.tarn.decide.holdout.HoldoutRule;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Contact;
import io.tarn.model.decision.ContactHistory;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DecisionContext;
import io.tarn.model.decision.DecisionHead;
import io.tarn.model.decision.DecisionId;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.decision.Recipient;
import io.tarn.model.policy.Guardrails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a message step reaches a person now, later or not at all.
 *
 * <p>Every rule is looked at, so that a reader sees all that stands in the way, and not the first thing only. The
 * rules, in the order of precedence of {@link ReasonCode}:
 *
 * <ol>
 *   <li>what stops everybody: the kill switch, and that what was imported never speaks;
 *   <li>what the person said: the do-not-contact list, consent to the purpose by the channel;
 *   <li>the person's situation: exclusions, a conversion since, the campaign's audience;
 *   <li>the way: an address for the channel;
 *   <li>the time: validity, delay, frequency caps, then quiet hours at the instant from which the caps allow it;
 *   <li>arbitration among those that could leave now: a message that nothing else holds back goes first, and one that
 *       left at this very instant, decided on before, went first;
 *   <li>holdouts, last, so that the control group is made of those who would have got the message at that moment. Who
 *       is held out from one campaign does not stand in the way of another.
 * </ol>
 *
 * <p>A rule that forbids withholds; rules that ask for time defer to the earliest instant at which all of them allow
 * the message, and then everything is looked at anew. Waiting beyond a message's validity withholds it. A transactional
 * message is exempt from frequency caps, quiet hours, the workspace's exclusions, arbitration and holdouts. Immutable;
 * may be shared.
 */
public final class Decider {
    private final Timing timing;
    private final Assessor assessor;
    private final Arbitration arbitration;
    private final HoldoutRule holdouts;

    public Decider(Guardrails guardrails) {
        this.timing = new Timing(guardrails);
        this.assessor = new Assessor(guardrails, timing);
        this.arbitration = new Arbitration(guardrails.rivalDelay());
        this.holdouts = new HoldoutRule(guardrails.holdout());
    }

    /** What becomes of the context's candidate. */
    public Decision decide(DecisionContext context) {
        List<Assessment> assessments = assess(context);
        return decision(assessments.getFirst(), contenders(assessments, context), context);
    }

    /**
     * What becomes of the candidate and of each rival, in this order: the same as deciding each with all others as its
     * rivals.
     */
    public List<Decision> decideTogether(DecisionContext context) {
        List<Assessment> assessments = assess(context);
        List<Contender> contenders = contenders(assessments, context);
        return assessments.stream()
                .map(one -> decision(one, contenders, context))
                .toList();
    }

    private List<Assessment> assess(DecisionContext context) {
        List<Assessment> assessments = new ArrayList<>(context.rivals().size() + 1);
        assessments.add(assessor.assess(context.candidate(), context));
        context.rivals().forEach(rival -> assessments.add(assessor.assess(rival, context)));
        return assessments;
    }

    /** Marketing messages that could leave now to somebody who is not held out from them. */
    private List<Contender> contenders(List<Assessment> assessments, DecisionContext context) {
        if (assessments.size() == 1) {
            return List.of();
        }
        List<Contender> contenders = new ArrayList<>();
        for (Assessment assessment : assessments) {
            if (assessment instanceof Assessment.Ready ready
                    && !ready.candidate().campaign().isTransactional()
                    && Checks.failed(holdouts.check(ready.candidate().campaign(), context.recipient()))
                            .isEmpty()) {
                contenders.add(contender(ready));
            }
        }
        return contenders;
    }

    private static Contender contender(Assessment.Ready ready) {
        return new Contender(
                ready.candidate(), ready.alternative(), ready.candidate().worth(ready.alternative()));
    }

    private Decision decision(Assessment assessment, List<Contender> contenders, DecisionContext context) {
        DecisionHead head = head(assessment.candidate(), context);
        return switch (assessment) {
            case Assessment.Blocked blocked -> new Decision.Withhold(head, blocked.cause(), blocked.reasons());
            case Assessment.Waiting waiting -> deferred(head, waiting);
            case Assessment.Ready ready -> contested(head, ready, contenders, context);
        };
    }

    private Decision contested(
            DecisionHead head, Assessment.Ready ready, List<Contender> contenders, DecisionContext context) {
        Contender own = contender(ready);
        List<Contender> rivals =
                contenders.stream().filter(one -> !one.equals(own)).toList();
        boolean exempt = ready.candidate().campaign().isTransactional();
        Optional<Contact> gone = context.recipient().contacts().at(context.asOf());
        Reason contest = exempt
                ? Arbitration.EXEMPT
                : gone.map(contact -> arbitration.behind(contact, own))
                        .orElseGet(() -> arbitration.check(own, rivals, context.asOf()));
        List<Reason> reasons = new ArrayList<>(ready.reasons());
        reasons.add(contest);
        if (contest.finding() instanceof Finding.Waits(Instant until)) {
            Contact first = gone.orElseGet(() -> contact(Arbitration.winner(own, rivals), context.asOf()));
            Instant later = afterwards(own, first, until, context);
            return deferred(head, new Assessment.Waiting(ready.candidate(), later, contest, reasons));
        }
        List<Reason> held = holdouts.check(ready.candidate().campaign(), context.recipient());
        reasons.addAll(held);
        Optional<Reason> control = Checks.failed(held);
        return control.<Decision>map(cause -> new Decision.Withhold(head, cause, reasons))
                .orElseGet(() -> new Decision.Send(head, own.alternative(), own.worth(), reasons));
    }

    private static Contact contact(Contender sent, Instant at) {
        return new Contact(
                at, sent.alternative().channel(), sent.candidate().campaign().name());
    }

    /** When one that lost could leave, after the winner did. */
    private Instant afterwards(Contender loser, Contact winner, Instant from, DecisionContext context) {
        ContactHistory contacts = context.recipient().contacts();
        boolean known = contacts.at(winner.at()).isPresent();
        Recipient after = context.recipient().withContacts(known ? contacts : contacts.with(winner));
        List<Reason> reasons =
                timing.check(loser.candidate(), loser.alternative().channel(), after, from);
        return Checks.latest(reasons, from);
    }

    /** It waits, or is withheld when it would wait for longer than it is valid. */
    private static Decision deferred(DecisionHead head, Assessment.Waiting waiting) {
        Candidate candidate = waiting.candidate();
        if (!waiting.until().isAfter(candidate.validUntil())) {
            return new Decision.Defer(head, waiting.until(), waiting.cause(), waiting.reasons());
        }
        List<Reason> reasons = new ArrayList<>(waiting.reasons());
        reasons.removeIf(reason -> reason.code() == ReasonCode.VALIDITY);
        reasons.add(Eligibility.tooLate(candidate, waiting.until()));
        return new Decision.Withhold(head, waiting.cause(), Checks.inOrder(reasons));
    }

    private static DecisionHead head(Candidate candidate, DecisionContext context) {
        return new DecisionHead(
                DecisionId.derive(candidate.campaign().name(), candidate.step().name(), candidate.occasion()),
                candidate.campaign().name(),
                candidate.step().name(),
                context.recipient().profile(),
                candidate.occasion(),
                context.asOf());
    }
}
