package io.tarn.storage;

import io.tarn.model.identity.ProfileId;

/**
 * Where an identifier leads.
 *
 * @param owner the constituent that holds it
 * @param conflicts 32 marks: each profile that it would have joined, had no limit kept them apart, leaves one by its
 *     hash, so that the same conflict again counts once
 * @param quarantined whether it joins nothing any more
 */
public record IdentifierState(ProfileId owner, int conflicts, boolean quarantined) {
    public static IdentifierState of(ProfileId owner) {
        return new IdentifierState(owner, 0, false);
    }
}
