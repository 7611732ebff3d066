package io.tarn.audience.eval;

import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluator asks of one profile, as of the instant that it evaluates for: windows have let go what has left
 * them by then, and no event is later.
 *
 * <p>Asked some hundred times an event, so what is missing is null here, not an object that says so.
 */
public interface ProfileView {
    /** The value of a trait as it was said; null where there is none. */
    @Nullable
    Value trait(String name);

    /**
     * What events add up to, by the rules of {@link io.tarn.model.policy.ComputedTrait.Function} with two of its own:
     * more than {@link io.tarn.model.profile.Aggregate#VALUES_MAX} different texts count as that many; and where there
     * are that many, none is the most frequent.
     */
    FeatureValue total(Keyed<EventFeature.Total> feature);

    /** When the first or last of the events was; null without one. */
    @Nullable
    Instant time(Keyed<EventFeature.Time> feature);

    /** When the events in the window were, oldest first. */
    List<Instant> times(Keyed<EventFeature.Times> feature);

    /** The last word on a category of consent; null where nothing was said. */
    @Nullable
    Boolean consent(String category);

    /** Whether an identifier serves as its address. */
    boolean hasAddress(ChannelKind channel);
}
