package io.tarn.storage;

import io.tarn.model.identity.ProfileId;
import java.util.Optional;

/**
 * Where an identifier leads.
 *
 * @param owner the constituent that holds it; none where it is quarantined
 * @param conflicts 32 marks: each profile that it would have joined, had no limit kept them apart, leaves one by its
 *     hash, so that the same conflict again counts once
 * @param quarantined whether it joins nothing any more
 */
public record IdentifierState(Optional<ProfileId> owner, int conflicts, boolean quarantined) {
    public IdentifierState {
        if (owner.isEmpty() && !quarantined) {
            throw new IllegalArgumentException("Nobody holds an identifier that is not quarantined.");
        }
    }

    public static IdentifierState of(ProfileId owner) {
        return new IdentifierState(Optional.of(owner), 0, false);
    }

    /** One that joins nothing. */
    public static IdentifierState quarantined(int conflicts) {
        return new IdentifierState(Optional.empty(), conflicts, true);
    }
}
