package io.tarn.audience;

import io.tarn.model.policy.AudienceName;

/**
 * An audience as a person declares it: who belongs to it.
 *
 * @param description what it is for; may be empty
 */
public record AudienceDefinition(AudienceName name, String description, Expression expression) {}
