package io.tarn.loop.audience;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import java.util.List;

/** Somebody who belongs to an audience, with all that leads to the profile. */
public record Member(ProfileId profile, List<Identifier> identifiers) {
    public Member {
        identifiers = List.copyOf(identifiers);
    }
}
