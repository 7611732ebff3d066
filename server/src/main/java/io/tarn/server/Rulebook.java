package io.tarn.server;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.bind.Catalog;
import io.tarn.loop.Progress;
import io.tarn.loop.live.CampaignRules;
import io.tarn.loop.live.LiveRules;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.Guardrails;
import io.tarn.server.config.Project;
import io.tarn.understand.membership.LiveAudiences;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the live road of a home goes by from the definitions as they lie in its project. */
public final class Rulebook {
    private Rulebook() {}

    /** @param progress is told of audiences that cannot be kept live, and why */
    public static LiveRules read(House house, Progress progress) {
        Project project = new Project(house.home().project());
        List<ComputedTrait> traits = project.traits();
        List<AudienceDefinition> declared = List.of();
        Catalog catalog = Catalog.EMPTY;
        for (ComputedTrait trait : traits) {
            catalog = catalog.withComputed(trait);
        }
        LiveAudiences audiences = LiveAudiences.of(declared, catalog);
        audiences.remarks().forEach(progress::note);
        CampaignRules campaigns = new CampaignRules(
                audiences.kept(), List.of(), Guardrails.defaults(), Map.of(), Optional.empty(), Map.of());
        return new LiveRules(project.identifiers(), traits, project.identity(), campaigns);
    }
}
