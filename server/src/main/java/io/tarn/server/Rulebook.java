package io.tarn.server;

import io.tarn.audience.bind.Catalog;
import io.tarn.loop.Progress;
import io.tarn.loop.live.CampaignRules;
import io.tarn.loop.live.LiveRules;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.server.channel.Channels;
import io.tarn.server.config.Definitions;
import io.tarn.server.config.EngageConfig;
import io.tarn.server.config.Project;
import io.tarn.understand.membership.LiveAudience;
import io.tarn.understand.membership.LiveAudiences;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the live road of a home goes by from the definitions as they lie in its project. */
public final class Rulebook {
    /** Where a server answers that was told nothing else. */
    private static final URI OWN = URI.create("http://127.0.0.1:8080");

    private Rulebook() {}

    /** For a command on a home on which no server runs. */
    public static LiveRules read(House house, Progress progress) {
        return read(house, OWN, progress);
    }

    /**
     * As the definitions are now.
     *
     * @param own where the server answers
     * @param progress is told of audiences that cannot be kept live, and why
     */
    public static LiveRules read(House house, URI own, Progress progress) {
        return read(house, own, new Project(house.home().project()), progress);
    }

    /**
     * As definitions were, of a time of which a project holds the texts; what it does not hold is as it is today.
     *
     * @param today what the live road goes by today
     */
    static LiveRules then(House house, Project project, LiveRules today) {
        LiveRules then = read(house, OWN, project, Progress.SILENT);
        CampaignRules campaigns = then.campaigns();
        return new LiveRules(
                today.identifiers(),
                then.traits(),
                today.matching(),
                new CampaignRules(
                        campaigns.audiences(),
                        campaigns.campaigns(),
                        campaigns.resting(),
                        campaigns.guardrails(),
                        campaigns.templates(),
                        today.campaigns().composer(),
                        today.campaigns().endpoints()));
    }

    private static LiveRules read(House house, URI own, Project project, Progress progress) {
        Definitions definitions = Definitions.read(project);
        List<ComputedTrait> traits = project.traits();
        LiveAudiences audiences = LiveAudiences.of(definitions.audiences(), catalog(traits));
        audiences.remarks().forEach(progress::note);
        EngageConfig engage = house.config().engage();
        List<Campaign> runnable = runnable(definitions, audiences, progress);
        CampaignRules campaigns = new CampaignRules(
                audiences.kept(),
                runnable,
                definitions.campaigns().stream()
                        .filter(campaign -> !runnable.contains(campaign))
                        .map(Campaign::name)
                        .collect(Collectors.toSet()),
                definitions.guardrails(),
                definitions.compiled(),
                Optional.of(Channels.composer(
                        engage,
                        Channels.links(engage, house.home().root(), own),
                        definitions.guardrails().zone())),
                engage.webhook()
                        .map(webhook ->
                                Map.of(ChannelName.WEBHOOK, webhook.url().toString()))
                        .orElse(Map.of()));
        return new LiveRules(project.identifiers(), traits, project.matching(), campaigns);
    }

    /** Campaigns whose conditions can all be held: one that excludes whom nobody can tell must not write to anybody. */
    private static List<Campaign> runnable(Definitions definitions, LiveAudiences audiences, Progress progress) {
        List<Campaign> runnable = new ArrayList<>();
        for (Campaign campaign : definitions.campaigns()) {
            List<AudienceName> missing = missing(campaign, definitions, audiences);
            if (missing.isEmpty()) {
                runnable.add(campaign);
            } else {
                progress.note("Campaign '" + campaign.name() + "' does not run: " + dependsOn(missing));
            }
        }
        return runnable;
    }

    /** The audiences that a campaign depends on and that are not kept live. */
    private static List<AudienceName> missing(Campaign campaign, Definitions definitions, LiveAudiences audiences) {
        Set<AudienceName> kept =
                audiences.kept().stream().map(LiveAudience::name).collect(Collectors.toSet());
        return definitions.guardrails().heededBy(campaign).stream()
                .filter(name -> !kept.contains(name))
                .sorted()
                .toList();
    }

    private static String dependsOn(List<AudienceName> missing) {
        return "it depends on what is not kept live: "
                + missing.stream().map(AudienceName::value).collect(Collectors.joining(", ")) + ".";
    }

    /**
     * A campaign that is declared.
     *
     * @param hindrance why it does not run; empty where it does
     */
    public record DeclaredCampaign(Campaign campaign, Optional<String> hindrance) {}

    /** Every campaign of a project as it is declared now, by name, and whether it can run. */
    public static List<DeclaredCampaign> campaigns(Project project) {
        Definitions definitions = Definitions.read(project);
        LiveAudiences audiences = LiveAudiences.of(definitions.audiences(), catalog(project.traits()));
        return definitions.campaigns().stream()
                .map(campaign -> {
                    List<AudienceName> missing = missing(campaign, definitions, audiences);
                    return new DeclaredCampaign(
                            campaign, missing.isEmpty() ? Optional.empty() : Optional.of(dependsOn(missing)));
                })
                .sorted(Comparator.comparing(one -> one.campaign().name()))
                .toList();
    }

    private static Catalog catalog(List<ComputedTrait> traits) {
        Catalog catalog = Catalog.EMPTY;
        for (ComputedTrait trait : traits) {
            catalog = catalog.withComputed(trait);
        }
        return catalog;
    }
}
