package io.tarn.unify.live;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Merge;
import java.util.List;

/** Whom an event concerns. */
public sealed interface Resolution {
    /** Identifiers of the event that were left aside, each with its reason. */
    List<Aside> aside();

    /** One known profile. */
    record Known(ProfileId constituent, List<Identifier> gained, List<Aside> aside) implements Resolution {}

    /** Nobody known: a new profile with a new id. */
    record New(ProfileId id, List<Identifier> gained, List<Aside> aside) implements Resolution {}

    /**
     * Several known profiles that the event shows to be one.
     *
     * @param constituent the one to which the event belongs
     * @param merges what joins them, in order
     */
    record Merged(ProfileId constituent, List<Identifier> gained, List<Merge> merges, List<Aside> aside)
            implements Resolution {}

    /** No identifier that stands for anybody. */
    record Nobody(List<Aside> aside) implements Resolution {}

    /** An identifier that takes no part, and why. */
    record Aside(Identifier identifier, Reason reason) {}

    /** Why an identifier takes no part. */
    enum Reason {
        /** Its value stands for nobody. */
        BLOCKED,
        /** It would join profiles that a limit keeps apart. */
        CONFLICT,
        /** The profile has as many of its type as it may. */
        LIMIT,
        /** It joined too many before. */
        QUARANTINED
    }
}
