package io.tarn.model.profile;

import io.tarn.model.event.EventKey;
import java.time.Instant;

/** A line of a profile's short memory: what happened, when. The whole event stands in the lake. */
public record RecentEvent(EventKey key, String type, String name, Instant timestamp) {}
