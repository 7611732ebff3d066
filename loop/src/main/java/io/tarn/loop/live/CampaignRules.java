package io.tarn.loop.live;

import io.tarn.engage.delivery.Composer;
import io.tarn.engage.render.CompiledTemplate;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.TemplateName;
import io.tarn.understand.membership.LiveAudience;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the live road goes by where it keeps audiences and writes to persons.
 *
 * @param resting campaigns that are declared and do not run for now: what waits for them waits on
 * @param composer makes messages; without one nothing is sent
 * @param endpoints addresses of channels that reach everybody at one place, such as a webhook's
 */
public record CampaignRules(
        List<LiveAudience> audiences,
        List<Campaign> campaigns,
        Set<CampaignName> resting,
        Guardrails guardrails,
        Map<TemplateName, CompiledTemplate> templates,
        Optional<Composer> composer,
        Map<ChannelName, String> endpoints) {
    /** No audience, no campaign. */
    public static final CampaignRules NONE = new CampaignRules(
            List.of(), List.of(), Set.of(), Guardrails.defaults(), Map.of(), Optional.empty(), Map.of());

    public CampaignRules {
        audiences = List.copyOf(audiences);
        campaigns = List.copyOf(campaigns);
        resting = Set.copyOf(resting);
        templates = Map.copyOf(templates);
        endpoints = Map.copyOf(endpoints);
    }

    /** With some of the audiences, and the campaigns that ask for no other; the others rest. */
    CampaignRules only(Predicate<LiveAudience> which) {
        List<LiveAudience> some = audiences.stream().filter(which).toList();
        Set<AudienceName> names = some.stream().map(LiveAudience::name).collect(Collectors.toSet());
        Map<Boolean, List<Campaign>> byWhetherTheyRun = campaigns.stream()
                .collect(Collectors.partitioningBy(campaign -> names.containsAll(guardrails.heededBy(campaign))));
        Set<CampaignName> idle = new HashSet<>(resting);
        byWhetherTheyRun.getOrDefault(false, List.of()).forEach(campaign -> idle.add(campaign.name()));
        return new CampaignRules(
                some, byWhetherTheyRun.getOrDefault(true, List.of()), idle, guardrails, templates, composer, endpoints);
    }
}
