package io.tarn.server.audience;

import io.tarn.audience.eval.Explanation;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.AudienceName;
import java.time.Instant;

/** Why a profile belongs to an audience as of an instant, or does not. */
public record ExplainedMembership(AudienceName audience, ProfileId profile, Instant asOf, Explanation why) {}
