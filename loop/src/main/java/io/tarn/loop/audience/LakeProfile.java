package io.tarn.loop.audience;

import io.tarn.audience.Operand.Edge;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import io.tarn.audience.eval.EventMatcher;
import io.tarn.audience.eval.FeatureValue;
import io.tarn.audience.eval.ProfileView;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.profile.Aggregate;
import io.tarn.understand.trait.Aggregates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One profile as the lake knows it as of an instant, for an expression to be answered and explained: its traits, what
 * it said of consent, its identifiers, and all its events that the expression is about.
 */
public final class LakeProfile implements ProfileView {
    private final ProfileId id;
    private final Map<String, String> traits;
    private final Map<String, Boolean> consents;
    private final List<Identifier> identifiers;
    private final List<LakeEvent> events;
    private final Instant asOf;

    /** What is known of it; events lie up to the instant, oldest first. */
    LakeProfile(Known known, List<LakeEvent> events, Instant asOf) {
        this.id = known.id();
        this.traits = known.traits();
        this.consents = known.consents();
        this.identifiers = known.identifiers();
        this.events = List.copyOf(events);
        this.asOf = asOf;
    }

    /** What is known of a profile beside its events. */
    record Known(
            ProfileId id, Map<String, String> traits, Map<String, Boolean> consents, List<Identifier> identifiers) {}

    public ProfileId id() {
        return id;
    }

    public List<Identifier> identifiers() {
        return identifiers;
    }

    @Override
    public @Nullable Value trait(String name) {
        String text = traits.get(name);
        return text == null ? null : new Value.Text(text);
    }

    @Override
    public FeatureValue total(Keyed<EventFeature.Total> keyed) {
        EventFeature.Total feature = keyed.feature();
        Optional<Aggregate> all = Optional.empty();
        Optional<Instant> leavesAt = Optional.empty();
        for (LakeEvent event : selected(feature, feature.window())) {
            Optional<Aggregate> one = counted(feature, event);
            if (one.isEmpty()) {
                continue;
            }
            all = all.map(sum -> Aggregates.combine(feature.function(), sum, one.get()))
                    .or(() -> one);
            if (leavesAt.isEmpty()) {
                leavesAt = feature.window().map(event.at()::plus);
            }
        }
        // Beyond so many different texts they are no longer told apart, so none is known to be the most frequent.
        boolean isUndecided = feature.function() == Function.MOST_FREQUENT
                && all.orElse(null) instanceof Aggregate.Tally tally
                && tally.counts().size() >= Aggregate.VALUES_MAX;
        return new FeatureValue(isUndecided ? Optional.empty() : Aggregates.value(feature.function(), all), leavesAt);
    }

    private static Optional<Aggregate> counted(EventFeature.Total feature, LakeEvent event) {
        String text = feature.property().map(event.properties()::get).orElse(null);
        if (text == null && feature.property().isPresent()) {
            return Optional.empty();
        }
        return Aggregates.of(feature.function(), text == null ? "" : text, event.at(), event.messageId());
    }

    @Override
    public @Nullable Instant time(Keyed<EventFeature.Time> keyed) {
        List<LakeEvent> found = selected(keyed.feature(), Optional.empty());
        if (found.isEmpty()) {
            return null;
        }
        return (keyed.feature().edge() == Edge.FIRST ? found.getFirst() : found.getLast()).at();
    }

    @Override
    public List<Instant> times(Keyed<EventFeature.Times> keyed) {
        return selected(keyed.feature(), keyed.feature().window()).stream()
                .map(LakeEvent::at)
                .toList();
    }

    @Override
    public @Nullable Boolean consent(String category) {
        return consents.get(category);
    }

    @Override
    public boolean hasAddress(ChannelKind channel) {
        return identifiers.stream().anyMatch(one -> one.type().equals(channel.address()));
    }

    private List<LakeEvent> selected(EventFeature feature, Optional<Duration> window) {
        Optional<Instant> begin = window.map(asOf::minus);
        return events.stream()
                .filter(event -> begin.isEmpty() || event.at().isAfter(begin.get()))
                .filter(event -> EventMatcher.matches(feature, event.name(), event.properties()))
                .toList();
    }
}
