package io.tarn.understand.membership;

import io.tarn.model.policy.AudienceName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a profile's memberships.
 *
 * @param audiences what it is in now, and since when
 * @param wakesAt when time alone may change one of them next
 * @param entered by name
 * @param exited by name
 */
public record MembershipUpdate(
        Map<AudienceName, Instant> audiences,
        Optional<Instant> wakesAt,
        List<AudienceName> entered,
        List<AudienceName> exited) {
    /** Whether the profile is in anything else than before. */
    public boolean isChange() {
        return !entered.isEmpty() || !exited.isEmpty();
    }
}
