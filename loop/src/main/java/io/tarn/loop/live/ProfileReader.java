package io.tarn.loop.live;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.ProfileStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads live profiles. Safe to share between threads. */
public final class ProfileReader {
    private final ProfileStore store;

    public ProfileReader(ProfileStore store) {
        this.store = store;
    }

    /** The profile that an identifier, normalized, leads to: one that is quarantined leads to nobody. */
    public Optional<Profile> find(Identifier identifier) {
        Map<Identifier, IdentifierState> states = store.findIdentifiers(List.of(identifier));
        return Optional.ofNullable(states.get(identifier))
                .filter(state -> !state.quarantined())
                .flatMap(IdentifierState::owner)
                .flatMap(this::find);
    }

    /** The profile that has, or ever had, an id. */
    public Optional<Profile> find(ProfileId id) {
        return Optional.ofNullable(store.findProfiles(List.of(id)).get(id));
    }
}
