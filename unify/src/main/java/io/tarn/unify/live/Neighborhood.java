package io.tarn.unify.live;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import java.util.Optional;

/** What is known around the identifiers of an event, fetched before anything is resolved. */
public interface Neighborhood {
    /** The constituent that an identifier leads to. */
    Optional<ProfileId> owner(Identifier identifier);

    /** Whether an identifier was found to join too many and joins nothing any more. */
    boolean isQuarantined(Identifier identifier);

    /** The profile that holds a constituent. */
    Profile profile(ProfileId constituent);

    /** Whether it was decided that two profiles must never be one person. */
    boolean areApart(Profile left, Profile right);
}
