package io.tarn.loop.live;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.model.profile.RecentEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one step did, where it changed a profile. */
record LiveStepResult(Optional<Changed> changed) {
    static LiveStepResult none() {
        return new LiveStepResult(Optional.empty());
    }

    /** A profile before and after. */
    record Changed(
            long offset,
            Instant at,
            ProfileChange.Kind kind,
            Profile before,
            Profile after,
            List<ProfileId> absorbed,
            Optional<RecentEvent> event) {
        /** Whether something else is known of the person: its parts, traits or identifiers, and not only what was counted. */
        boolean isOfPerson() {
            return switch (kind) {
                case TIME, FORGOTTEN -> false;
                case NEW, MERGED, UNMERGED, PUBLISHED -> true;
                case KNOWN -> differs(before.constituents(), after.constituents());
            };
        }

        private static boolean differs(List<Constituent> before, List<Constituent> after) {
            if (before.size() != after.size()) {
                return true;
            }
            for (int i = 0; i < before.size(); i++) {
                Constituent old = before.get(i);
                Constituent now = after.get(i);
                if (old.identifiers().size() != now.identifiers().size()
                        || !old.traits().equals(now.traits())) {
                    return true;
                }
            }
            return false;
        }
    }
}
