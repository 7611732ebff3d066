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
        boolean tooMany = Integer.bitCount(marks) >= rules.conflictsMax();
        work.point(identifier, Optional.of(new IdentifierState(state.owner(), marks, tooMany)));
        if (tooMany) {
            quarantine(identifier, state.owner(), work);
        }
    }

    private static void quarantine(Identifier identifier, ProfileId owner, Workspace work) {
        Profile profile = work.profile(owner);
        Constituent holder = profile.constituent(owner).withoutIdentifiers(List.of(identifier));
        List<Profile> parts = Unmerge.parts(profile.with(holder), merge -> !merge.restsOn(identifier));
        work.put(parts.toArray(Profile[]::new));
    }
}
