package io.tarn.audience.eval;

import io.tarn.model.event.Value;
import java.time.Instant;
import java.util.Optional;

/**
 * What events add up to for one profile as of an instant.
 *
 * @param value a number ({@link Value.Decimal}, or its plain digits as {@link Value.Text} where it has more), or a
 *     text; 0 for a count or a number of different texts without events; empty where it is missing
 * @param changesAt when the next event leaves the window; empty without a window or without events in it
 */
public record FeatureValue(Optional<Value> value, Optional<Instant> changesAt) {
    /** What is missing, and stays so until an event. */
    public static final FeatureValue MISSING = new FeatureValue(Optional.empty(), Optional.empty());
}
