package io.tarn.loop.audience;

import io.tarn.audience.AudienceDefinition;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.TrackingPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people declared that expressions may speak of.
 *
 * @param audiences each of another name
 * @param mapped the traits that sources bring as they are declared now; a column of gold beyond these was deleted.
 *     Empty where nobody declared a source
 */
public record Declared(
        List<AudienceDefinition> audiences,
        List<ComputedTrait> computed,
        TrackingPlan plan,
        Optional<Set<String>> mapped) {
    public Declared {
        audiences = List.copyOf(audiences);
        computed = List.copyOf(computed);
        mapped = mapped.map(Set::copyOf);
    }
}
