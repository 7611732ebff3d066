package io.tarn.model.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final AudienceName REGULARS = new AudienceName("regulars");
    private static final TemplateName TEMPLATE = new TemplateName("reminder");

    @Test
    void tellsAllItsFaultsAtOnce() {
        MessageStep step = step("first");

        assertThatThrownBy(() -> new Campaign(
                        new CampaignName("receipt"),
                        Campaign.Kind.TRANSACTIONAL,
                        goal(),
                        new Trigger.OnEntry(REGULARS),
                        Optional.empty(),
                        List.of(new Exclusion.InAudience(REGULARS)),
                        List.of(step, step),
                        List.of(FrequencyCap.overall(1, Duration.ofDays(1))),
                        Optional.empty()))
                .hasMessage("Campaign 'receipt' cannot be used: message step 'first' stands there twice; keep one; it"
                        + " is transactional and has a frequency cap, from which such messages are exempt; remove one;"
                        + " audience 'regulars' is both asked for and excluded; nobody could get it.");
    }

    @Test
    void asksForTheAudienceWhoseEntrySetItOff() {
        Campaign campaign = new Campaign(
                new CampaignName("hello"),
                Campaign.Kind.MARKETING,
                goal(),
                new Trigger.OnEntry(REGULARS),
                Optional.of(new AudienceName("adults")),
                List.of(),
                List.of(step("first")),
                List.of(),
                Optional.empty());

        assertThat(campaign.required()).containsExactly(REGULARS, new AudienceName("adults"));
    }

    @Test
    void refusesNamesThatAreNone() {
        assertThatThrownBy(() -> new CampaignName("Win back"))
                .hasMessage("'Win back' cannot name a campaign: use 1 to 63 lower-case letters, digits and underscores,"
                        + " starting with a letter.");
        assertThatThrownBy(() -> new ChannelName(""))
                .hasMessage("'' cannot name a channel: use 1 to 63 lower-case letters, digits and underscores, starting"
                        + " with a letter.");
    }

    @Test
    void refusesStepsWithoutAWay() {
        assertThatThrownBy(() -> new MessageStep(
                        new StepName("first"),
                        Duration.ZERO,
                        Duration.ofSeconds(90).minusMillis(40_000),
                        new Purpose("marketing"),
                        List.of()))
                .hasMessage("Message step 'first' cannot be used: its validity is 50 seconds; use 1 minute to 90 days;"
                        + " it has no alternative; name a channel and a template.");
    }

    @Test
    void refusesLimitsThatLimitNothing() {
        assertThatThrownBy(() -> FrequencyCap.overall(0, Duration.ofDays(400)))
                .hasMessage("A frequency cap cannot be used: its max is 0 messages; use 1 to 100; its window is 400"
                        + " days; use 1 minute to 366 days.");
        assertThatThrownBy(() -> QuietHours.daily(LocalTime.of(8, 0), LocalTime.of(8, 0)))
                .hasMessage("Quiet hours from 08:00 until 08:00 cannot be used: they never end; let them end at another"
                        + " time than they begin.");
        assertThatThrownBy(() -> new Guardrails(
                        List.of(),
                        List.of(),
                        java.time.ZoneOffset.UTC,
                        Collections.nCopies(3, REGULARS),
                        Duration.ZERO,
                        Optional.empty()))
                .hasMessage("Guardrails cannot be used: exclusion 'regulars' stands there twice; keep one; rival_delay"
                        + " is 0 seconds; use 1 minute to 30 days.");
    }

    @Test
    void refusesAHoldoutOfMoreThanHalf() {
        assertThatThrownBy(() -> new HoldoutDeclaration(
                        new HoldoutName("winback"), HoldoutShare.ofPercent(51), new HoldoutSalt("2026")))
                .hasMessage("Holdout 'winback' cannot be used: its share is 51%; use 0% to 50%.");
        assertThat(new HoldoutShare(25_000).toString()).isEqualTo("2.5%");
    }

    @Test
    void refusesValuesThatCannotBeKeptExactly() {
        assertThatThrownBy(() -> new ExpectedValue(BigDecimal.ONE, new BigDecimal("1.5")))
                .hasMessage("An expected value cannot be used: its probability is 1.5; use 0 to 1, with at most six"
                        + " digits after the point.");
        assertThatThrownBy(() -> ExpectedValue.certain(new BigDecimal("-1")))
                .hasMessage("An expected value cannot be used: its value is -1; use 0 or more, with at most twelve"
                        + " digits before the point and six after.");
        assertThat(new ExpectedValue(new BigDecimal("120.50"), new BigDecimal("0.10")).toString())
                .isEqualTo("12.05");
    }

    private static Goal goal() {
        return new Goal("Order Completed", Optional.of("total"), BigDecimal.TEN, Duration.ofDays(7));
    }

    private static MessageStep step(String name) {
        return new MessageStep(
                new StepName(name),
                Duration.ZERO,
                Duration.ofDays(1),
                new Purpose("marketing"),
                List.of(Alternative.only(ChannelName.EMAIL, TEMPLATE)));
    }
}
