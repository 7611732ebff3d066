package io.tarn.loop.live;

import io.tarn.loop.live.Simulated.Ending;
import io.tarn.loop.live.Simulated.Following;
import io.tarn.loop.live.Simulated.Outcome;
import io.tarn.loop.live.Simulated.Sample;
import io.tarn.loop.live.Simulated.Stage;
import io.tarn.model.decision.Decision;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.profile.Profile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds decisions of a dry run up. Confined to one thread. */
final class SimulationTally {
    private final SimulationOrder order;
    private final Campaign campaign;
    private final Map<ReachStage, Long> reach = new EnumMap<>(ReachStage.class);
    private final Map<Ending, Long> outcomes = new LinkedHashMap<>();
    private final Map<AlternativeName, Long> alternatives = new TreeMap<>();
    private final SortedMap<Instant, Long> hours = new TreeMap<>();
    private final Map<Ending, Shown> firsts = new LinkedHashMap<>();
    private final List<Shown> others = new ArrayList<>();
    private long profiles;
    private long underWay;

    SimulationTally(SimulationOrder order, Campaign campaign) {
        this.order = order;
        this.campaign = campaign;
        for (ReachStage stage : ReachStage.values()) {
            reach.put(stage, 0L);
        }
    }

    /** A person who may be shown. */
    record Shown(Profile profile, Decision decision) {}

    SimulationOrder order() {
        return order;
    }

    void looked(long more) {
        profiles += more;
    }

    void underWay() {
        underWay++;
    }

    void add(Profile profile, Decision decision, List<ReachStage> passed) {
        passed.forEach(stage -> reach.merge(stage, 1L, Long::sum));
        Ending ending = Ending.of(decision);
        outcomes.merge(ending, 1L, Long::sum);
        switch (decision) {
            case Decision.Send send -> alternatives.merge(send.alternative().name(), 1L, Long::sum);
            case Decision.Defer defer -> hours.merge(defer.until().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
            case Decision.Withhold _ -> {}
        }
        Shown shown = new Shown(profile, decision);
        if (firsts.putIfAbsent(ending, shown) != null && others.size() < order.samples()) {
            others.add(shown);
        }
    }

    /** Whom to show: of each outcome one, then others. */
    List<Shown> shown() {
        List<Shown> all = new ArrayList<>(firsts.values());
        all.sort(Comparator.comparing(one -> Ending.of(one.decision()).fate()));
        all.addAll(others);
        return all.subList(0, Math.min(order.samples(), all.size()));
    }

    Simulated total(List<Sample> samples) {
        return new Simulated(
                order,
                campaign,
                profiles,
                underWay,
                reach.entrySet().stream()
                        .map(one -> new Stage(one.getKey(), one.getValue()))
                        .toList(),
                outcomes.entrySet().stream()
                        .map(one -> new Outcome(one.getKey(), one.getValue()))
                        .sorted(Comparator.comparingLong(Outcome::persons).reversed())
                        .toList(),
                alternatives,
                hours,
                following(),
                samples);
    }

    private List<Following> following() {
        List<Following> following = new ArrayList<>();
        Instant dueAt = order.asOf();
        for (MessageStep step : campaign.steps().subList(1, campaign.steps().size())) {
            dueAt = dueAt.plus(step.delay());
            following.add(new Following(step.name(), dueAt));
        }
        return following;
    }
}
