package io.tarn.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Decision;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.ExpectedValue;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.HoldoutName;
import io.tarn.model.policy.HoldoutSalt;
import io.tarn.model.policy.HoldoutShare;
import io.tarn.model.policy.QuietHours;
import io.tarn.model.policy.TemplateName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several campaigns for one person, and several alternatives for one step. */
class ContestTest {
    private final Scene scene = new Scene();

    @Test
    void sendsTheMessageThatIsWorthMostAndNamesItToTheLoser() {
        Candidate cart = scored(scene.candidate("cart"), "120", "0.1");
        Candidate winback = scored(scene.candidate("winback"), "200", "0.02");

        assertThat(scene.decide(cart, winback).reasons().getLast().sentence())
                .isEqualTo("of 2 messages that could leave now it is worth most: 12");
        assertThat(scene.decide(winback, cart).sentence())
                .isEqualTo("Waiting until 2026-03-11 12:00 UTC: step 'first' of campaign 'cart' goes first for this"
                        + " person, worth 12 against 4.");
    }

    @Test
    void withholdsALoserThatWouldWaitForTooLong() {
        scene.rivalDelay = Duration.ofDays(3);
        Candidate cart = scored(scene.candidate("cart"), "120", "0.1");

        assertThat(scene.decide(scene.candidate("winback"), cart).sentence())
                .isEqualTo("Not sent: step 'first' of campaign 'cart' goes first for this person, worth 12 against 10;"
                        + " it could leave on 2026-03-13 12:00 UTC at the earliest and is valid until 2026-03-12 11:59"
                        + " UTC.");
    }

    @Test
    void letsALoserWaitForTheCapThatTheWinnerFills() {
        scene.caps.add(FrequencyCap.overall(1, Duration.ofHours(36)));
        Candidate cart = scored(scene.candidate("cart"), "120", "0.1");

        Decision decision = scene.decide(scene.candidate("winback"), cart);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Defer.class,
                        defer -> assertThat(defer.until()).isEqualTo(Scene.NOON.plus(Duration.ofHours(36))));
    }

    @Test
    void letsWaitWhatCouldLeaveAtTheInstantOfAnother() {
        scene.wasSent(Scene.NOON.toString());

        assertThat(scene.decide(scene.candidate("winback")).sentence())
                .matches(
                        "Waiting until 2026-03-11 12:00 UTC: a message of campaign '.*' left for this person at the same"
                                + " moment\\.");
    }

    @Test
    void breaksTiesByName() {
        Candidate one = scene.candidate("autumn");
        Candidate other = scene.candidate("spring");

        assertThat(scene.decide(one, other)).isInstanceOf(Decision.Send.class);
        assertThat(scene.decide(other, one)).isInstanceOf(Decision.Defer.class);
    }

    @Test
    void losesToNoneThatCannotLeaveNow() {
        Candidate own = scene.candidate("spring");
        scene.audience = Optional.of(Scene.OPEN_TICKET);
        Candidate blocked = scored(scene.candidate("cart"), "120", "0.1");

        assertThat(scene.decide(own, blocked)).isInstanceOf(Decision.Send.class);
    }

    @Test
    void keepsTransactionalMessagesOutOfTheContest() {
        Candidate own = scene.candidate("spring");
        scene.kind = Campaign.Kind.TRANSACTIONAL;
        Candidate receipt = scored(scene.candidate("receipt"), "120", "1");

        assertThat(new Decider(scene.guardrails()).decideTogether(scene.context(own, receipt)))
                .allMatch(decision -> decision instanceof Decision.Send);
    }

    @Test
    void letsNobodyLoseToACampaignThatThePersonIsHeldOutFrom() {
        HoldoutDeclaration half =
                new HoldoutDeclaration(new HoldoutName("cart"), HoldoutShare.MAX, new HoldoutSalt("cart"));
        Candidate spring = scene.candidate("spring");
        scene.holdout = Optional.of(half);
        scene.constituents = Set.of(Scene.PROFILE, HoldoutMembers.of(half).inside());
        Candidate cart = scored(scene.candidate("cart"), "120", "0.1");

        List<Decision> decisions = new Decider(scene.guardrails()).decideTogether(scene.context(cart, spring));

        assertThat(decisions.getFirst())
                .isInstanceOfSatisfying(
                        Decision.Withhold.class,
                        held -> assertThat(held.isControl()).isTrue());
        assertThat(decisions.getLast()).isInstanceOf(Decision.Send.class);
    }

    @Test
    void recordsTheControlGroupOnlyWhereTheMessageWouldHaveLeft() {
        HoldoutDeclaration half =
                new HoldoutDeclaration(new HoldoutName("cart"), HoldoutShare.MAX, new HoldoutSalt("cart"));
        scene.holdout = Optional.of(half);
        scene.constituents = Set.of(Scene.PROFILE, HoldoutMembers.of(half).inside());
        scene.consents.clear();

        assertThat(scene.sentence()).isEqualTo("Not sent: the person never agreed to 'marketing' by email.");
    }

    @Test
    void fallsBackToAnAlternativeThatCanLeave() {
        scene.alternatives.add(alternative("text", ChannelName.SMS, "9"));
        scene.alternatives.add(alternative("mail", ChannelName.EMAIL, "5"));

        Decision decision = scene.decide();

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Send.class,
                        send -> assertThat(send.alternative().name().value()).isEqualTo("mail"));
        assertThat(decision.reasons().stream()
                        .map(reason ->
                                reason.alternative().map(Object::toString).orElse("") + ": " + reason.sentence()))
                .contains("text: the profile has no address for sms", "mail: the profile has an address for email");
    }

    @Test
    void waitsForTheAlternativeThatCanLeaveSoonest() {
        scene.alternatives.add(alternative("late", ChannelName.PUSH, "9"));
        scene.alternatives.add(alternative("soon", ChannelName.EMAIL, "5"));
        scene.addresses.put(ChannelName.PUSH, new Identifier(IdentifierType.DEVICE_ID, "d"));
        scene.quietHours.add(new QuietHours(LocalTime.of(9, 0), LocalTime.of(18, 0), Set.of(ChannelName.PUSH)));
        scene.quietHours.add(new QuietHours(LocalTime.of(9, 0), LocalTime.of(15, 0), Set.of(ChannelName.EMAIL)));

        assertThat(scene.decide())
                .isInstanceOfSatisfying(
                        Decision.Defer.class,
                        defer -> assertThat(defer.until()).isEqualTo(Instant.parse("2026-03-10T14:00:00Z")));
    }

    private static Alternative alternative(String name, ChannelName channel, String value) {
        return new Alternative(
                new AlternativeName(name),
                channel,
                new TemplateName(name),
                1,
                Optional.of(ExpectedValue.certain(new BigDecimal(value))));
    }

    private static Candidate scored(Candidate candidate, String value, String probability) {
        ExpectedValue worth = new ExpectedValue(new BigDecimal(value), new BigDecimal(probability));
        return new Candidate(
                candidate.campaign(),
                candidate.step(),
                candidate.occasion(),
                candidate.dueAt(),
                candidate.convertedAt(),
                Map.of(candidate.step().alternatives().getFirst().name(), worth));
    }
}
