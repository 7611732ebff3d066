package io.tarn.understand.trait;

import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import io.tarn.audience.eval.FeatureValue;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.profile.Aggregate;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The features that audiences ask for, each kept once under a name: that of a computed trait that computes the same, or
 * the feature's own id. Reads what profiles keep of them. Immutable.
 */
public final class Features {
    private final Map<String, Kept> kept = new HashMap<>();
    private final List<Kept> hidden = new ArrayList<>();

    /** Features beside computed traits; those that are asked for more than once are kept once. */
    public Features(List<ComputedTrait> traits, Collection<EventFeature> features) {
        Map<EventFeature, Kept> computed = new HashMap<>();
        traits.forEach(trait -> computed.putIfAbsent(EventFeature.Total.of(trait), Kept.of(trait)));
        for (EventFeature feature : features) {
            String id = feature.id();
            if (kept.containsKey(id)) {
                continue;
            }
            Kept shared = computed.get(feature);
            Kept one = shared == null ? Kept.of(feature, id) : shared;
            kept.put(id, one);
            if (shared == null) {
                hidden.add(one);
            }
        }
    }

    /** None. */
    public static Features none() {
        return new Features(List.of(), List.of());
    }

    /** Those that no computed trait computes anyway. */
    List<Kept> hidden() {
        return hidden;
    }

    /** The names under which they are kept, those of computed traits among them. */
    public Set<String> names() {
        return kept.values().stream().map(Kept::name).collect(Collectors.toSet());
    }

    /** What events add up to. */
    public FeatureValue total(Profile profile, Keyed<EventFeature.Total> feature) {
        Kept one = named(feature.id());
        Optional<Aggregate> all = Optional.empty();
        Optional<Instant> leavesAt = Optional.empty();
        for (Constituent part : profile.constituents()) {
            Aggregate.State state = part.states().get(one.name());
            if (state != null && state.aggregate().isPresent()) {
                Aggregate own = state.aggregate().get();
                all = Optional.of(all.map(sum -> Aggregates.combine(one.function(), sum, own))
                        .orElse(own));
                leavesAt = TraitEngine.earlier(leavesAt, state.leavesAt());
            }
        }
        boolean undecided = one.function() == Function.MOST_FREQUENT
                && all.isPresent()
                && all.get() instanceof Aggregate.Tally(Map<String, Long> counts)
                && counts.size() >= Aggregate.VALUES_MAX;
        Optional<Value> value = undecided ? Optional.empty() : Aggregates.value(one.function(), all);
        return value.isEmpty() && leavesAt.isEmpty() ? FeatureValue.MISSING : new FeatureValue(value, leavesAt);
    }

    /** When the first or last of some events was; null without one. */
    public @Nullable Instant time(Profile profile, Keyed<EventFeature.Time> feature) {
        Kept one = named(feature.id());
        Instant found = null;
        for (Constituent part : profile.constituents()) {
            Aggregate.State state = part.states().get(one.name());
            if (state != null
                    && state.aggregate().isPresent()
                    && state.aggregate().get() instanceof Aggregate.Edge edge) {
                boolean better = found == null
                        || (one.function() == Function.FIRST
                                ? edge.at().isBefore(found)
                                : edge.at().isAfter(found));
                found = better ? edge.at() : found;
            }
        }
        return found;
    }

    /** When the events in a window were, oldest first. */
    public List<Instant> times(Profile profile, Keyed<EventFeature.Times> feature, Windows windows) {
        Kept one = named(feature.id());
        List<Instant> times = new ArrayList<>();
        for (Constituent part : profile.constituents()) {
            Aggregate.State state = part.states().get(one.name());
            if (state != null) {
                for (WindowEntry entry : windows.entries(part.id(), one.entries(), one.begin(state))) {
                    times.add(entry.at());
                }
            }
        }
        if (profile.constituents().size() > 1) {
            times.sort(null);
        }
        return times;
    }

    private Kept named(String id) {
        Kept one = kept.get(id);
        if (one == null) {
            throw new IllegalArgumentException("feature " + id + " is not kept");
        }
        return one;
    }
}
