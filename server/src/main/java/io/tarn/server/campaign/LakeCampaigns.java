package io.tarn.server.campaign;

import io.tarn.lake.Lake;
import io.tarn.loop.campaign.CampaignFigures;
import io.tarn.loop.campaign.CampaignLake;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.server.Rulebook;
import io.tarn.server.Rulebook.DeclaredCampaign;
import io.tarn.server.config.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers from the lake of a home and the definitions of its project, which are read anew for each question. */
public final class LakeCampaigns {
    private static final int NAMES_SHOWN_MAX = 20;

    private final Lake lake;
    private final Project project;
    private final InstantSource clock;

    /** Opens nothing yet. */
    public LakeCampaigns(Lake lake, Path project, InstantSource clock) {
        this.lake = lake;
        this.project = new Project(project);
        this.clock = clock;
    }

    /** All that are declared, by name, with what they did within a length of time until now. */
    public List<ListedCampaign> list(Duration period) {
        List<DeclaredCampaign> declared = Rulebook.campaigns(project);
        try (CampaignLake open = CampaignLake.open(lake)) {
            Map<CampaignName, CampaignFigures> figures =
                    open.figures(clock.instant().minus(period));
            return declared.stream()
                    .map(one -> new ListedCampaign(
                            one.campaign(),
                            one.hindrance(),
                            figures.getOrDefault(one.campaign().name(), CampaignFigures.NONE)))
                    .toList();
        }
    }

    /** What one brings, by its goal as it is declared now. */
    public MeasuredCampaign lift(String name) {
        Campaign campaign = named(name).campaign();
        Instant asOf = clock.instant();
        try (CampaignLake open = CampaignLake.open(lake)) {
            return new MeasuredCampaign(campaign, asOf, open.lift(campaign.name(), campaign.goal(), asOf));
        }
    }

    /** The campaign of a name, which runs; else why it does not. */
    public Campaign runnable(String name) {
        DeclaredCampaign declared = named(name);
        declared.hindrance().ifPresent(why -> {
            throw new TarnException(ErrorCode.INVALID_DEFINITION, "Campaign '" + name + "' cannot run: " + why);
        });
        return declared.campaign();
    }

    private DeclaredCampaign named(String name) {
        List<DeclaredCampaign> declared = Rulebook.campaigns(project);
        return declared.stream()
                .filter(one -> one.campaign().name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, declared));
    }

    private static TarnException unknown(String name, List<DeclaredCampaign> declared) {
        List<String> names =
                declared.stream().map(one -> one.campaign().name().value()).toList();
        String known = names.isEmpty()
                ? " Declare one in the project: campaigns/NAME.yaml."
                : Suggestions.didYouMean(name, names) + " Known campaigns: "
                        + names.stream().limit(NAMES_SHOWN_MAX).collect(Collectors.joining(", ")) + ".";
        return new TarnException(ErrorCode.NOT_FOUND, "There is no such campaign." + known);
    }
}
