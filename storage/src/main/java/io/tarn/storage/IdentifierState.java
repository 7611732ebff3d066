package io.tarn.storage;

import io.tarn.model.identity.ProfileId;

/**
 * Where an identifier leads.
 *
 * @param owner the constituent that holds it
 * @param conflicts how often it would have joined profiles that a limit keeps apart
 * @param quarantined whether it joins nothing any more
 */
public record IdentifierState(ProfileId owner, int conflicts, boolean quarantined) {
    public static IdentifierState of(ProfileId owner) {
        return new IdentifierState(owner, 0, false);
    }
}
