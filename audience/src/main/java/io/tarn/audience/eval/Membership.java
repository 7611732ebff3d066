package io.tarn.audience.eval;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a profile belongs to an audience as of an instant.
 *
 * @param changesAt until then nothing but an event, a trait or a consent can change it; then it is to be asked again;
 *     empty when time alone never changes it
 */
public record Membership(boolean member, Optional<Instant> changesAt) {}
