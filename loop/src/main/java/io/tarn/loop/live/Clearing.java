package io.tarn.loop.live;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Aggregate;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.NamedValues;
import io.tarn.model.profile.Profile;
import io.tarn.understand.trait.TraitEngine;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Takes out of profiles, and out of windows, what is not counted any more, or not so. */
final class Clearing {
    private final Set<String> states = new HashSet<>();
    /** By the name of entries, the last instant of those that do not matter any more. */
    private final Map<String, Instant> windows = new HashMap<>();

    /**
     * Makes ready.
     *
     * @param names of what was counted, or was counted in another way, up to now
     * @param traits what is counted from now on
     */
    Clearing(Set<String> names, TraitEngine traits, Instant now) {
        for (String name : names) {
            if (TraitEngine.isOfEntries(name)) {
                windows.put(name, traits.remembered(name).map(now::minus).orElse(Instant.MAX));
            } else {
                states.add(name);
            }
        }
    }

    void clear(Workspace work, ProfileId id) {
        Profile profile = work.profile(id);
        Profile now = profile;
        for (Constituent one : profile.constituents()) {
            NamedValues<Aggregate.State> rest = NamedValues.copyOf(one.states());
            for (Map.Entry<String, Aggregate.State> state : one.states().entrySet()) {
                String name = state.getKey();
                if (states.contains(name)) {
                    rest = rest.without(name);
                    if (state.getValue().leavesAt().isPresent()) {
                        // Stores of earlier versions have a window for each trait.
                        work.clearWindow(one.id(), name, Instant.MAX);
                    }
                }
            }
            windows.forEach((name, until) -> work.clearWindow(one.id(), name, until));
            if (rest.size() < one.states().size()) {
                now = now.with(one.withStates(rest));
            }
        }
        if (!now.equals(profile)) {
            work.put(now);
        }
    }
}
