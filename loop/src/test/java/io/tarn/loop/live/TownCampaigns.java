package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.engage.delivery.Composer;
import io.tarn.engage.delivery.SignedLinks;
import io.tarn.engage.render.RenderLimits;
import io.tarn.engage.render.Renderer;
import io.tarn.engage.render.Variables;
import io.tarn.model.message.MessageTemplate;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.TemplateName;
import io.tarn.understand.membership.LiveAudience;
import io.tarn.understand.membership.LiveAudiences;
import io.tarn.wire.campaign.CampaignCodec;
import io.tarn.wire.campaign.GuardrailsCodec;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What runs in the {@link CampaignTown}: campaigns of every kind that want the same persons. */
final class TownCampaigns {
    /** The days of {@link #AUDIENCES} and how often, for who finds the members in another way. */
    static final Map<String, Members> MEMBERS = Map.of(
            "open_ticket", new Members("Ticket Opened", 3, 1),
            "lookers", new Members("Viewed", 2, 2),
            "buyers", new Members("Order Completed", 15, 1));

    private static final Map<String, String> AUDIENCES = new TreeMap<>(Map.of(
            "open_ticket", "did 'Ticket Opened' in last 3 days",
            "lookers", "count of 'Viewed' in last 2 days >= 2",
            "buyers", "did 'Order Completed' in last 15 days"));

    private static final List<String> CAMPAIGNS = List.of("""
            name: cart
            goal: {event: Order Completed, margin: 12}
            trigger: {event: Cart Updated, where: [{property: total, at_least: 20}]}
            exclude: [converted]
            steps:
            - {name: first, delay: 1 hour, valid: 2 days, channel: email, template: hello}
            - {name: second, delay: 1 day, valid: 2 days, channel: email, template: hello}
            caps: [{max: 3, in: 9 days}]
            """, """
            name: flash
            goal: {event: Order Completed, margin: 6}
            trigger: {event: Cart Updated}
            exclude: [buyers]
            steps:
            - name: now
              valid: 6 hours
              alternatives:
              - {name: text, channel: sms, template: hello, worth: {value: 9, probability: 0.5}}
              - {name: mail, channel: email, template: hello, worth: {value: 3, probability: 1}}
            caps: [{max: 2, in: 4 days, channel: sms}]
            holdout: 20%
            """, """
            name: looked
            goal: {event: Order Completed, margin: 20}
            trigger: {enters: lookers}
            exclude: [converted, buyers]
            steps:
            - {name: first, valid: 3 days, channel: email, template: hello}
            - {name: second, delay: 2 days, valid: 1 day, purpose: advice, channel: sms, template: hello}
            """, """
            name: thanks
            goal: {event: Viewed, margin: 2}
            trigger: {event: Order Completed}
            audience: buyers
            steps:
            - {name: hello, channel: email, template: hello}
            - {name: more, valid: 1 day, channel: email, template: hello}
            """, """
            name: receipt
            kind: transactional
            goal: {event: Order Completed}
            trigger: {event: Paid}
            steps:
            - {name: receipt, valid: 1 day, purpose: service, channel: email, template: hello}
            """);

    private static final String GUARDRAILS = """
            caps:
            - {max: 4, in: 7 days}
            - {max: 2, in: 20 hours}
            - {max: 1, in: 3 days, channel: sms}
            quiet_hours:
            - {from: "21:00", until: "08:00"}
            - {from: "12:00", until: "14:00", channels: [sms]}
            time_zone: Europe/Berlin
            exclude: [open_ticket]
            rival_delay: 5 hours
            holdout: {share: 5%, name: everywhere, salt: everywhere}
            """;

    /** Who did something so often within some days. */
    record Members(String event, int days, int times) {}

    static final List<Campaign> DECLARED =
            CAMPAIGNS.stream().map(yaml -> CampaignCodec.read(yaml, "campaign")).toList();
    static final Guardrails LIMITS = GuardrailsCodec.read(GUARDRAILS, "guardrails.yaml");

    private TownCampaigns() {}

    static CampaignRules rules() {
        SignedLinks links = new SignedLinks(URI.create("https://mail.example.com"), List.of(new byte[32]));
        MessageTemplate hello =
                new MessageTemplate("hello", "Hello {{ event.total }}", "<p>{{ profile.plan }}</p>", Optional.empty());
        return new CampaignRules(
                audiences(),
                DECLARED,
                Set.of(),
                LIMITS,
                Map.of(new TemplateName("hello"), new Renderer(RenderLimits.DEFAULT).compile(hello, Variables.open())),
                Optional.of(new Composer(links, Optional.empty(), ZoneOffset.UTC)),
                Map.of());
    }

    private static List<LiveAudience> audiences() {
        List<AudienceDefinition> declared = new ArrayList<>();
        AUDIENCES.forEach((name, text) -> declared.add(new AudienceDefinition(
                new AudienceName(name), "", ExpressionParser.parse(text).orThrow(name))));
        LiveAudiences audiences = LiveAudiences.of(declared, Catalog.EMPTY);
        assertThat(audiences.remarks()).isEmpty();
        return audiences.kept();
    }
}
