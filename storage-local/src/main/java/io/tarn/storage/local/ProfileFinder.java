package io.tarn.storage.local;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import io.tarn.wire.bytes.ProfileIdBytes;
import io.tarn.wire.profile.ProfileCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/**
 * Finds profiles by the ids of their constituents: in the cache, else on disk, where the profile, the redirect and its
 * target are read as of one moment.
 */
final class ProfileFinder {
    private final Database<StoreFamily> database;
    private final CommittedCache<ProfileId, Profile> cache;

    ProfileFinder(Database<StoreFamily> database, CommittedCache<ProfileId, Profile> cache) {
        this.database = database;
        this.cache = cache;
    }

    Map<ProfileId, Profile> find(Collection<ProfileId> ids) {
        Map<ProfileId, Profile> found = new HashMap<>();
        Set<ProfileId> missing = new LinkedHashSet<>();
        for (ProfileId id : ids) {
            cache.find(id).ifPresentOrElse(profile -> found.put(id, profile), () -> missing.add(id));
        }
        if (missing.isEmpty()) {
            return found;
        }
        // What is read is not kept: whoever changes it commits it, and others would drive out what the writer needs.
        found.putAll(database.read(open -> {
            Snapshot snapshot = open.rocks().getSnapshot();
            try (ReadOptions options = new ReadOptions().setSnapshot(snapshot)) {
                return fetch(open, options, missing);
            } finally {
                open.rocks().releaseSnapshot(snapshot);
                snapshot.close();
            }
        }));
        return found;
    }

    /** Those that are no profile by now. */
    Set<ProfileId> strangers(Collection<ProfileId> ids) {
        return database.read(open -> {
            Set<ProfileId> strangers = new HashSet<>();
            for (ProfileId id : ids) {
                if (!cache.contains(id) && !open.contains(StoreFamily.PROFILES, ProfileIdBytes.of(id))) {
                    strangers.add(id);
                }
            }
            return strangers;
        });
    }

    private Map<ProfileId, Profile> fetch(OpenDatabase<StoreFamily> open, ReadOptions options, Set<ProfileId> ids)
            throws RocksDBException {
        Map<ProfileId, Profile> found = profiles(open, options, ids);
        List<ProfileId> rest = ids.stream().filter(id -> !found.containsKey(id)).toList();
        if (rest.isEmpty()) {
            return found;
        }
        List<Optional<byte[]>> values = open.find(
                StoreFamily.REDIRECTS,
                options,
                rest.stream().map(ProfileIdBytes::of).toList());
        Map<ProfileId, ProfileId> redirects = new HashMap<>();
        for (int i = 0; i < rest.size(); i++) {
            ProfileId id = rest.get(i);
            values.get(i).ifPresent(target -> redirects.put(id, ProfileIdBytes.read(target, 0)));
        }
        Map<ProfileId, Profile> targets = profiles(open, options, new LinkedHashSet<>(redirects.values()));
        redirects.forEach((id, target) -> {
            Profile profile = targets.get(target);
            if (profile != null) {
                found.put(id, profile);
            }
        });
        return found;
    }

    private static Map<ProfileId, Profile> profiles(
            OpenDatabase<StoreFamily> open, ReadOptions options, Set<ProfileId> ids) throws RocksDBException {
        Map<ProfileId, Profile> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        List<ProfileId> asked = new ArrayList<>(ids);
        List<Optional<byte[]>> values = open.find(
                StoreFamily.PROFILES,
                options,
                asked.stream().map(ProfileIdBytes::of).toList());
        for (int i = 0; i < asked.size(); i++) {
            ProfileId id = asked.get(i);
            values.get(i).ifPresent(value -> found.put(id, ProfileCodec.decode(value)));
        }
        return found;
    }
}
