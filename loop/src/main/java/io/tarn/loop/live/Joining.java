package io.tarn.loop.live;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/** Lays profiles side by side under one id. */
final class Joining {
    private Joining() {}

    /** Carries out merges; those whose sides are one profile already change nothing. Returns the ids that are no more. */
    static List<ProfileId> join(List<Merge> merges, Workspace work) {
        List<ProfileId> before = new ArrayList<>();
        Profile now = null;
        for (Merge merge : merges) {
            Profile left = work.profile(merge.left());
            Profile right = work.profile(merge.right());
            if (left.id().equals(right.id())) {
                continue;
            }
            before.add(left.id());
            before.add(right.id());
            now = left.joined(right, merge);
            work.put(now);
        }
        if (now == null) {
            return List.of();
        }
        ProfileId id = now.id();
        return before.stream()
                .filter(one -> !one.equals(id))
                .distinct()
                .sorted()
                .toList();
    }
}
