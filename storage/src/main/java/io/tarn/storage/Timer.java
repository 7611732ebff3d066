package io.tarn.storage;

import io.tarn.model.identity.ProfileId;
import java.time.Instant;

/** That something about a constituent changes at an instant without an event. */
public record Timer(Instant due, ProfileId constituent) {}
