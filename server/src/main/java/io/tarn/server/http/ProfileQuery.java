package io.tarn.server.http;

import io.tarn.model.error.TarnException;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import java.util.Optional;

/** Finds the profile of which an address speaks: {@code email:ada@example.org}, or {@code id:p…} for its own id. */
final class ProfileQuery {
    private static final String ID = "id";

    private final LiveRooms rooms;
    private final AuditBook book;

    ProfileQuery(LiveRooms rooms) {
        this.rooms = rooms;
        this.book = new AuditBook(rooms);
    }

    /**
     * The profile, or empty when nobody is known by it; refuses what is no type and value. Either is written down.
     *
     * @param bearer who will be shown it
     * @param action for which
     */
    Optional<Profile> shown(Caller bearer, String action, String key) {
        Optional<Identifier> asked = identifier(key);
        Optional<Profile> found = asked.isPresent()
                ? rooms.admission().get().normalized(asked.get()).flatMap(rooms.profiles()::find)
                : rooms.profiles().find(id(key));
        if (found.isPresent()) {
            book.shown(bearer, action, found.get().id());
        } else {
            book.nobody(
                    bearer,
                    action,
                    asked.map(said -> rooms.admission().get().normalized(said).orElse(said)));
        }
        return found;
    }

    /** What the address says; empty where it says a profile id. */
    private static Optional<Identifier> identifier(String key) {
        int colon = key.indexOf(':');
        if (colon < 1 || colon == key.length() - 1) {
            throw Refusals.wrongInput(
                    "A profile is named by the type and value of an identifier with a colon between them, such as"
                            + " email:ada@example.org, or by id: and its profile id.");
        }
        String type = key.substring(0, colon);
        return type.equals(ID)
                ? Optional.empty()
                : Optional.of(new Identifier(
                        new IdentifierType(type), key.substring(colon + 1).strip()));
    }

    private static ProfileId id(String key) {
        try {
            return new ProfileId(key.substring(ID.length() + 1));
        } catch (TarnException wrong) {
            throw Refusals.wrongInput("This is no profile id: the letter p and sixteen digits or letters.");
        }
    }
}
