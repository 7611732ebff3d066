package io.tarn.understand.membership;

import io.tarn.audience.bind.BoundExpression;
import io.tarn.model.policy.AudienceName;

/**
 * An audience that is kept live.
 *
 * @param text what it says, and what all that it refers to says: another where somebody may belong who did not
 */
public record LiveAudience(AudienceName name, BoundExpression expression, String text) {}
