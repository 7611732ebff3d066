package io.tarn.loop.live;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.storage.IdentifierState;
import io.tarn.unify.live.Resolution.Aside;
import io.tarn.unify.live.Resolution.Reason;
import io.tarn.unify.live.Unmerge;
import java.util.List;
import java.util.Optional;

/**
 * Watches identifiers that try to join what limits keep apart. One that tries with too many profiles stands for none
 * of them: it joins nothing any more, and what it joined before falls apart again.
 */
final class Contention {
    private static final int MARKS = 32;

    private final IdentifierRules rules;

    Contention(IdentifierRules rules) {
        this.rules = rules;
    }

    /**
     * Marks conflicts.
     *
     * @param claimant the constituent whose event carried the identifiers
     */
    void mark(List<Aside> aside, ProfileId claimant, Workspace work) {
        for (Aside one : aside) {
            if (one.reason() == Reason.CONFLICT) {
                work.state(one.identifier()).ifPresent(state -> mark(one.identifier(), state, claimant, work));
            }
        }
    }

    private void mark(Identifier identifier, IdentifierState state, ProfileId claimant, Workspace work) {
        int marks = state.conflicts() | (1 << Math.floorMod((claimant.value().hashCode() * 0x9E3779B1) >>> 8, MARKS));
        if (marks == state.conflicts()) {
            return;
        }
        work.point(identifier, Optional.of(new IdentifierState(state.owner(), marks, false)));
        if (Integer.bitCount(marks) >= rules.conflictsMax()) {
            quarantine(identifier, work);
        }
    }

    /**
     * Lets an identifier join nothing any more.
     *
     * @return who held it before, and what is left of it now; empty where nobody did
     */
    static Optional<Parted> quarantine(Identifier identifier, Workspace work) {
        Optional<IdentifierState> before = work.state(identifier);
        int marks = before.map(IdentifierState::conflicts).orElse(0);
        Optional<ProfileId> owner = work.owner(identifier);
        work.point(identifier, Optional.of(IdentifierState.quarantined(marks)));
        return owner.map(one -> {
            Profile profile = work.profile(one);
            Constituent holder = profile.constituent(one).withoutIdentifiers(List.of(identifier));
            List<Profile> parts = Unmerge.parts(profile.with(holder), merge -> !merge.restsOn(identifier));
            work.put(parts.toArray(Profile[]::new));
            return new Parted(profile, parts);
        });
    }

    /** Lets an identifier that is quarantined join again, as though it had never been seen. */
    static void release(Identifier identifier, Workspace work) {
        if (work.isQuarantined(identifier)) {
            work.point(identifier, Optional.empty());
        }
    }

    /** A profile, and what it fell apart into: one part where it stayed whole. */
    record Parted(Profile before, List<Profile> parts) {}
}
