package io.tarn.loop.live;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Aggregate;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.NamedValues;
import io.tarn.model.profile.Profile;
import java.util.Set;

/** Takes out of profiles what is not counted any more, or not so. */
final class Clearing {
    private Clearing() {}

    static void clear(Workspace work, ProfileId id, Set<String> names) {
        Profile profile = work.profile(id);
        Profile now = profile;
        for (Constituent one : profile.constituents()) {
            NamedValues<Aggregate.State> states = NamedValues.copyOf(one.states());
            for (String name : one.states().keySet()) {
                if (names.contains(name)) {
                    states = states.without(name);
                    work.clearWindow(one.id(), name);
                }
            }
            if (states.size() < one.states().size()) {
                now = now.with(one.withStates(states));
            }
        }
        if (!now.equals(profile)) {
            work.put(now);
        }
    }
}
