package io.tarn.storage.local;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Profiles ready to be read, by id; the one that was not asked for longest goes first. Never older than the last
 * commit: what a reader fetched from disk while a commit was at work is not kept. Safe to share between threads.
 */
final class ProfileCache {
    private final LinkedHashMap<ProfileId, Profile> profiles;
    private long commits;

    ProfileCache(int profilesMax) {
        profiles = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ProfileId, Profile> eldest) {
                return size() > profilesMax;
            }
        };
    }

    synchronized Optional<Profile> find(ProfileId id) {
        return Optional.ofNullable(profiles.get(id));
    }

    /** Whether a profile is at hand; does not count as asking for it. */
    synchronized boolean contains(ProfileId id) {
        return profiles.containsKey(id);
    }

    /** A number that a reader takes before it goes to the disk, and hands back with what it found there. */
    synchronized long moment() {
        return commits;
    }

    /** Keeps what was read from disk, unless there was a commit since. */
    synchronized void keep(long moment, Profile profile) {
        if (moment == commits) {
            profiles.put(profile.id(), profile);
        }
    }

    /** Before a commit writes and after it has: readers of the time between keep nothing. */
    synchronized void begin() {
        commits++;
    }

    synchronized void end(Collection<ProfileId> gone, Collection<Profile> written) {
        commits++;
        profiles.keySet().removeAll(gone);
        written.forEach(profile -> profiles.put(profile.id(), profile));
    }

    synchronized void clear() {
        commits++;
        profiles.clear();
    }
}
