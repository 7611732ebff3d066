package io.tarn.server.http;

import io.tarn.model.error.TarnException;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import java.util.Optional;

/** Finds the profile of which an address speaks: {@code email:ada@example.org}, or {@code id:p…} for its own id. */
final class ProfileQuery {
    private final LiveRooms rooms;

    ProfileQuery(LiveRooms rooms) {
        this.rooms = rooms;
    }

    /** The profile, or empty when nobody is known by it; refuses what is no type and value. */
    Optional<Profile> find(String key) {
        int colon = key.indexOf(':');
        if (colon < 1 || colon == key.length() - 1) {
            throw Refusals.wrongIdentifier(
                    "A profile is named by the type and value of an identifier with a colon between them, such as"
                            + " email:ada@example.org, or by id: and its profile id.");
        }
        String type = key.substring(0, colon);
        String value = key.substring(colon + 1);
        try {
            if (type.equals("id")) {
                return rooms.profiles().find(new ProfileId(value));
            }
            Identifier said = new Identifier(new IdentifierType(type), value.strip());
            return rooms.admission().get().normalized(said).flatMap(rooms.profiles()::find);
        } catch (TarnException wrong) {
            throw type.equals("id")
                    ? Refusals.wrongIdentifier("This is no profile id: the letter p and sixteen digits or letters.")
                    : wrong;
        }
    }
}
