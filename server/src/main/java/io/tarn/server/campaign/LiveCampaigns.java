package io.tarn.server.campaign;

import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.OnlineDecisions;
import io.tarn.loop.live.Simulated;
import io.tarn.loop.live.Simulation;
import io.tarn.loop.live.SimulationOrder;
import io.tarn.model.decision.Decision;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.profile.Profile;
import io.tarn.understand.membership.LiveAudience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers of a server that runs: dry runs look at the profiles that it keeps, one dry run at a time. */
public final class LiveCampaigns implements Campaigns {
    private final LakeCampaigns lake;
    private final Simulation.Rooms rooms;
    private final Supplier<LiveRules> kept;
    private final Supplier<LiveRules> declared;
    private final Supplier<OnlineDecisions> decisions;
    private final Semaphore turn = new Semaphore(1);

    /**
     * Looks at nothing yet.
     *
     * @param kept what the server goes by
     * @param declared what the project says now, which the server may not go by yet
     * @param decisions by what the server goes by
     */
    public LiveCampaigns(
            LakeCampaigns lake,
            Simulation.Rooms rooms,
            Supplier<LiveRules> kept,
            Supplier<LiveRules> declared,
            Supplier<OnlineDecisions> decisions) {
        this.lake = lake;
        this.rooms = rooms;
        this.kept = kept;
        this.declared = declared;
        this.decisions = decisions;
    }

    @Override
    public List<ListedCampaign> list(Duration period) {
        return lake.list(period);
    }

    @Override
    public MeasuredCampaign lift(String campaign) {
        return lake.lift(campaign);
    }

    @Override
    public Simulated simulate(SimulationOrder order) {
        Campaign campaign = lake.runnable(order.campaign().value());
        LiveRules before = kept.get();
        LiveRules now = declared.get();
        requireKept(campaign, before, now);
        if (!turn.tryAcquire()) {
            throw new TarnException(
                    ErrorCode.LIMIT_REACHED, "Another dry run is under way. Try again when it has ended.");
        }
        try {
            LiveRules tried = new LiveRules(before.identifiers(), before.traits(), before.matching(), now.campaigns());
            return new Simulation(rooms, tried).simulate(order);
        } finally {
            turn.release();
        }
    }

    @Override
    public List<Decision> decide(Profile profile, Optional<CampaignName> only, Instant asOf) {
        return decisions.get().decide(profile, only, asOf);
    }

    /** Who is in an audience is known only of what the server keeps. */
    private static void requireKept(Campaign campaign, LiveRules kept, LiveRules now) {
        Map<AudienceName, LiveAudience> before = byName(kept);
        Map<AudienceName, LiveAudience> after = byName(now);
        now.campaigns().guardrails().heededBy(campaign).stream()
                .filter(name -> !Objects.equals(text(before.get(name)), text(after.get(name))))
                .findFirst()
                .ifPresent(name -> {
                    throw new TarnException(
                            ErrorCode.INVALID_INPUT,
                            "Campaign '" + campaign.name() + "' asks for audience '" + name
                                    + "', which was declared or changed since the server took definitions over, so that"
                                    + " nobody knows yet who is in it. Run 'tarn apply', and try the campaign then.");
                });
    }

    private static String text(@Nullable LiveAudience audience) {
        return audience == null ? "" : audience.text();
    }

    private static Map<AudienceName, LiveAudience> byName(LiveRules rules) {
        return rules.campaigns().audiences().stream()
                .collect(Collectors.toMap(LiveAudience::name, Function.identity()));
    }
}
