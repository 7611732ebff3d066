package io.tarn.model.profile;

import io.tarn.model.event.Value;
import java.time.Instant;

/** An event as computed traits with windows remember it: when, and the value that they add. */
public record WindowEntry(Instant at, String messageId, Value value) {}
