package io.tarn.loop.live;

import io.tarn.model.identity.ProfileId;
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
            Optional<RecentEvent> event) {}
}
