package io.tarn.loop.live;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes forgotten persons out of the store. Immutable; what it changes is the workspace. */
final class ForgetStep {
    List<LiveStepResult> apply(long offset, LogEntry.Forgotten forgotten, Workspace work) {
        work.fetchProfiles(forgotten.profiles());
        List<LiveStepResult> results = new ArrayList<>();
        for (ProfileId id : forgotten.profiles()) {
            Optional<Profile> profile = work.find(id);
            profile.ifPresent(one -> {
                work.erase(one);
                results.add(new LiveStepResult(Optional.of(new LiveStepResult.Changed(
                        offset, forgotten.at(), ProfileChange.Kind.FORGOTTEN, one, one, List.of(), Optional.empty()))));
            });
        }
        return results;
    }
}
