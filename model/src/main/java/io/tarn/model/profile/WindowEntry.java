package io.tarn.model.profile;

import io.tarn.model.event.Value;
import java.time.Instant;

/** An event as one computed trait with a window remembers it: when, and the value that it adds. */
public record WindowEntry(Instant at, String messageId, Value value) {}
