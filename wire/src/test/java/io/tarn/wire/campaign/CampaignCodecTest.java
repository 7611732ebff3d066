package io.tarn.wire.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.Campaign.Kind;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.Exclusion;
import io.tarn.model.policy.ExpectedValue;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.Goal;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.HoldoutName;
import io.tarn.model.policy.HoldoutSalt;
import io.tarn.model.policy.HoldoutShare;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.policy.StepName;
import io.tarn.model.policy.TemplateName;
import io.tarn.model.policy.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class CampaignCodecTest {
    private static final String SHORT = """
            name: welcome
            goal: {event: Order Completed}
            trigger: {enters: newcomers}
            steps:
            - {name: hello, channel: email, template: hello}
            """;

    @Test
    void readsEveryKey() {
        Campaign campaign = CampaignCodec.read("""
                name: abandoned_cart
                kind: marketing
                goal: {event: Order Completed, value: total, margin: 12.50, window: 2 weeks}
                trigger:
                  event: Cart Updated
                  where:
                  - {property: total, at_least: 20}
                  - {property: currency, equal: EUR}
                audience: reachable_shoppers
                exclude: [open_ticket, converted, {audience: converted}]
                steps:
                - name: reminder
                  delay: 1 hour
                  valid: 2 days
                  purpose: newsletter
                  channel: email
                  template: cart_reminder
                - name: last_call
                  delay: 90 seconds
                  alternatives:
                  - {name: a, channel: email, template: t1, weight: 2, worth: {value: 10, probability: 0.02}}
                  - {name: b, channel: webhook, template: t2, worth: {value: 1}}
                caps: [{max: 1, in: 7 days, channel: email}, {max: 2, in: 1 week}]
                holdout: {share: 2.5%, name: carts, salt: x}
                """, "campaigns/abandoned_cart.yaml");

        assertThat(campaign)
                .isEqualTo(new Campaign(
                        new CampaignName("abandoned_cart"),
                        Kind.MARKETING,
                        new Goal("Order Completed", Optional.of("total"), new BigDecimal("12.5"), Duration.ofDays(14)),
                        new Trigger.OnEvent(
                                "Cart Updated",
                                List.of(
                                        new Condition("total", Comparison.AT_LEAST, Value.Decimal.of(20)),
                                        new Condition("currency", Comparison.EQUAL, new Value.Text("EUR")))),
                        Optional.of(new AudienceName("reachable_shoppers")),
                        List.of(
                                new Exclusion.InAudience(new AudienceName("open_ticket")),
                                new Exclusion.Converted(),
                                new Exclusion.InAudience(new AudienceName("converted"))),
                        List.of(
                                new MessageStep(
                                        new StepName("reminder"),
                                        Duration.ofHours(1),
                                        Duration.ofDays(2),
                                        new Purpose("newsletter"),
                                        List.of(Alternative.only(
                                                ChannelName.EMAIL, new TemplateName("cart_reminder")))),
                                new MessageStep(
                                        new StepName("last_call"),
                                        Duration.ofSeconds(90),
                                        Duration.ofDays(3),
                                        Purpose.MARKETING,
                                        List.of(
                                                alternative("a", ChannelName.EMAIL, "t1", 2, "0.02", 10),
                                                alternative("b", ChannelName.WEBHOOK, "t2", 1, "1", 1)))),
                        List.of(
                                FrequencyCap.by(ChannelName.EMAIL, 1, Duration.ofDays(7)),
                                FrequencyCap.overall(2, Duration.ofDays(7))),
                        Optional.of(new HoldoutDeclaration(
                                new HoldoutName("carts"), new HoldoutShare(25_000), new HoldoutSalt("x")))));
    }

    private static Alternative alternative(
            String name, ChannelName channel, String template, int weight, String probability, long value) {
        return new Alternative(
                new AlternativeName(name),
                channel,
                new TemplateName(template),
                weight,
                Optional.of(new ExpectedValue(BigDecimal.valueOf(value), new BigDecimal(probability))));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Campaign campaign = CampaignCodec.read(SHORT, "welcome.yaml");

        assertThat(campaign.kind()).isEqualTo(Kind.MARKETING);
        assertThat(campaign.goal())
                .isEqualTo(new Goal("Order Completed", Optional.empty(), BigDecimal.ZERO, Duration.ofDays(7)));
        assertThat(campaign.steps())
                .containsExactly(new MessageStep(
                        new StepName("hello"),
                        Duration.ZERO,
                        Duration.ofDays(3),
                        Purpose.MARKETING,
                        List.of(Alternative.only(ChannelName.EMAIL, new TemplateName("hello")))));
        assertThat(campaign.holdout()).isEmpty();
        assertThat(CampaignCodec.read(SHORT + "kind: transactional\n", "w")
                        .steps()
                        .getFirst()
                        .purpose())
                .isEqualTo(Purpose.TRANSACTIONAL);
    }

    @Test
    void aHoldoutIsNamedAndSaltedAsItsCampaign() {
        HoldoutDeclaration expected = new HoldoutDeclaration(
                new HoldoutName("welcome"), HoldoutShare.ofPercent(10), new HoldoutSalt("welcome"));

        assertThat(CampaignCodec.read(SHORT + "holdout: 10%", "w").holdout()).contains(expected);
        assertThat(CampaignCodec.read(SHORT + "holdout: {share: 10%}", "w").holdout())
                .contains(expected);
    }

    @Test
    void readsJsonToo() {
        assertThat(CampaignCodec.read("""
                {"name": "welcome", "goal": {"event": "Order Completed"}, "trigger": {"enters": "newcomers"},
                 "steps": [{"name": "hello", "channel": "email", "template": "hello"}]}
                """, "the body")).isEqualTo(CampaignCodec.read(SHORT, "welcome.yaml"));
    }

    @Test
    void tellsAllFaultsAtOnceEachWithItsLine() {
        assertThatThrownBy(() -> CampaignCodec.read("""
                name: Abandoned Cart
                kind: marketting
                describtion: none
                goal: {event: Order Completed, margin: much, windo: 7 days}
                trigger: {event: Cart Updated, enters: shoppers}
                exclude: [Open Ticket]
                steps:
                - name: reminder
                  delay: soon
                  channel: email
                  alternatives: [{name: a, template: t1, weight: 0, worth: {probability: 2}}]
                caps: [{max: 1}, {max: 101, in: 7 days}]
                holdout: 0.1
                """, "campaigns/abandoned_cart.yaml"))
                .hasMessage("""
                campaigns/abandoned_cart.yaml has 14 faults:
                  line 3, describtion: unknown key 'describtion'. Known are: name, kind, goal, trigger, audience, exclude,\
                 steps, caps, holdout.
                  line 1, name: 'Abandoned Cart' cannot name a campaign: use 1 to 63 lower-case letters, digits and\
                 underscores, starting with a letter.
                  line 2, kind: unknown kind 'marketting'. Did you mean 'marketing'?
                  line 4, goal.windo: unknown key 'windo'. Did you mean 'window'?
                  line 4, goal.margin: 'much' is no number; write it as 12.50
                  line 5, trigger: needs 'event' or 'enters', one of the two
                  line 6, exclude[0]: 'Open Ticket' cannot name an audience: use 1 to 63 lower-case letters, digits and\
                 underscores, starting with a letter.
                  line 9, steps[0].delay: 'soon' is no length of time: write a number of seconds, minutes, hours, days or\
                 weeks, such as 2 days
                  line 10, steps[0].channel: stands beside 'alternatives', which have their own; keep one of the two
                  line 11, steps[0].alternatives[0].channel: is missing
                  line 11, steps[0].alternatives[0].worth.value: is missing
                  line 12, caps[0].in: is missing
                  line 12, caps[1]: A frequency cap cannot be used: its max is 101 messages; use 1 to 100.
                  line 13, holdout: '0.1' is no share: write it in percent with at most four digits after the point, such\
                 as 10%""");
    }

    @Test
    void looksAtConditionsAsComputedTraitsDo() {
        assertThatThrownBy(() -> CampaignCodec.read(
                        SHORT.replace(
                                "{enters: newcomers}",
                                "{event: Cart Updated, where: [{property: total, at_last: 20}, {property: total,"
                                        + " above: \"20\"}, {above: 1}, none]}"),
                        "welcome.yaml"))
                .hasMessage("""
                        welcome.yaml has 4 faults:
                          line 3, trigger.where[0]: 'where' compares 'total' by 'at_last', known are [equal, not_equal,\
                         below, at_most, above, at_least, contains, exists]. Did you mean 'at_least'?
                          line 3, trigger.where[1]: 'where' compares 'total' by 'above' with what is no number
                          line 3, trigger.where[2]: each entry of 'where' needs 'property' and one of [equal, not_equal,\
                         below, at_most, above, at_least, contains, exists]
                          line 3, trigger.where[3]: each entry of 'where' needs 'property' and one of [equal, not_equal,\
                         below, at_most, above, at_least, contains, exists]""");
    }

    @Test
    void tellsWhatDoesNotFitTogether() {
        assertThatThrownBy(
                        () -> CampaignCodec.read(SHORT + "exclude: [newcomers]\naudience: newcomers\n", "welcome.yaml"))
                .hasMessage("""
                        welcome.yaml has a fault:
                          line 1: Campaign 'welcome' cannot be used: audience 'newcomers' is both asked for and excluded;\
                         nobody could get it.""");
        assertThatThrownBy(() -> CampaignCodec.read("[]", "welcome.yaml")).hasMessageStartingWith("""
                        welcome.yaml has 4 faults:
                          line 1, the file: expected keys and values""");
        assertThatThrownBy(() -> CampaignCodec.read("name: [", "welcome.yaml"))
                .hasMessage("welcome.yaml is no YAML at line 1: mend its indents and colons.");
        assertThatThrownBy(() -> CampaignCodec.read("name:\ngoal:\n", "welcome.yaml"))
                .hasMessage("""
                        welcome.yaml has 3 faults:
                          line 1, name: is missing
                          line 2, goal: is missing; name the event that is the conversion, such as {event: Order Completed}
                          line 1, trigger: is missing; write {event: Cart Updated} or {enters: AUDIENCE}""");
    }

    @Property(tries = 300)
    void readsBackWhatItWrites(@ForAll("campaigns") Campaign campaign) {
        String text = CampaignCodec.write(campaign);

        Campaign read = CampaignCodec.read(text, "c.yaml");

        assertThat(read).isEqualTo(campaign);
        assertThat(CampaignCodec.write(read)).isEqualTo(text);
    }

    @Provide
    Arbitrary<Campaign> campaigns() {
        return CampaignArbitraries.campaigns();
    }
}
