package io.tarn.decide.town;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.decide.Decider;
import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Decision;
import io.tarn.model.decision.DecisionContext;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds of every decision, on whatever the town comes across. */
class DeciderPropertyTest {
    private static final Town TOWN = Town.founded();
    private static final Decider DECIDER = new Decider(TOWN.guardrails());

    @Property(tries = 60)
    void decidesEachAsItDecidesAllTogether(@ForAll long seed) {
        for (DecisionContext context : contexts(seed)) {
            List<Candidate> all = new ArrayList<>(context.rivals());
            all.addFirst(context.candidate());

            List<Decision> each = all.stream()
                    .map(one -> DECIDER.decide(among(all, one, context)))
                    .toList();

            assertThat(DECIDER.decideTogether(context)).isEqualTo(each);
        }
    }

    @Property(tries = 60)
    void sendsAtMostOneMarketingMessageAtOneInstant(@ForAll long seed) {
        for (DecisionContext context : contexts(seed)) {
            assertThat(DECIDER.decideTogether(context).stream()
                            .filter(decision -> decision instanceof Decision.Send)
                            .filter(decision ->
                                    !decision.head().campaign().value().equals("receipt")))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Property(tries = 60)
    void waitsForTheEarliestInstantAndNoLonger(@ForAll long seed) {
        for (DecisionContext context : contexts(seed)) {
            if (!(alone(context, context.asOf()) instanceof Decision.Defer defer)) {
                continue;
            }
            assertThat(alone(context, defer.until())).isNotInstanceOf(Decision.Defer.class);
            Instant before = defer.until().minusSeconds(1);
            if (before.isAfter(context.asOf())) {
                assertThat(alone(context, before))
                        .isInstanceOfSatisfying(
                                Decision.Defer.class,
                                still -> assertThat(still.until()).isEqualTo(defer.until()));
            }
        }
    }

    @Property(tries = 60)
    void listsEveryCheckInTheOrderOfPrecedenceWithASentence(@ForAll long seed) {
        for (DecisionContext context : contexts(seed)) {
            Decision decision = DECIDER.decide(context);

            assertThat(decision.reasons()).extracting(Reason::code).isSorted();
            assertThat(decision.reasons())
                    .extracting(Reason::code)
                    .contains(
                            ReasonCode.KILL_SWITCH,
                            ReasonCode.HISTORY,
                            ReasonCode.DO_NOT_CONTACT,
                            ReasonCode.CONSENT,
                            ReasonCode.REACHABILITY,
                            ReasonCode.VALIDITY,
                            ReasonCode.DELAY,
                            ReasonCode.FREQUENCY_CAP,
                            ReasonCode.QUIET_HOURS);
            assertThat(decision.reasons()).extracting(Reason::sentence).noneMatch(words -> words.contains("?"));
            assertThat(decision.sentence()).endsWith(".").doesNotContain("?");
        }
    }

    private static Decision alone(DecisionContext context, Instant asOf) {
        return DECIDER.decide(
                new DecisionContext(context.candidate(), List.of(), context.recipient(), asOf, context.killSwitch()));
    }

    private static DecisionContext among(List<Candidate> all, Candidate one, DecisionContext context) {
        List<Candidate> rivals =
                all.stream().filter(other -> !other.isSameAs(one)).toList();
        return new DecisionContext(one, rivals, context.recipient(), context.asOf(), context.killSwitch());
    }

    private static List<DecisionContext> contexts(long seed) {
        Walk walk = new Walk(TOWN, Life.of(TOWN, seed, 30), DECIDER, UnaryOperator.identity(), false);
        List<DecisionContext> contexts = new ArrayList<>();
        walk.walk(contexts::add);
        return contexts;
    }
}
