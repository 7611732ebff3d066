package io.tarn.testing;

import io.tarn.model.decision.Standing;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.MessageId;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import io.tarn.storage.Batch;
import io.tarn.storage.Batch.WindowChange;
import io.tarn.storage.Dispatch;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory, simple enough to be believed: the reference that others are held against. As durable as the
 * object: {@link #reopened} and {@link #killed} are what a new process would find.
 */
public final class TestingProfileStore implements ProfileStore {
    private static final Comparator<Timer> BY_DUE =
            Comparator.comparing(Timer::due).thenComparing(Timer::constituent);

    private final Kept kept;

    /** What outlives a process that ends of its own accord. Guarded by itself. */
    private static final class Kept {
        /** What outlives one that is killed. */
        private @Nullable Kept flushed;

        private long offset;
        private final TreeMap<ProfileId, Profile> profiles = new TreeMap<>();
        private final Map<ProfileId, ProfileId> redirects = new HashMap<>();
        private final Map<Identifier, IdentifierState> identifiers = new HashMap<>();
        private final Set<EventKey> seen = new HashSet<>();
        private final Map<WindowKey, WindowEntry> windows = new HashMap<>();
        private final TreeSet<Timer> timers = new TreeSet<>(BY_DUE);
        private final TreeMap<Long, Outgoing> outgoing = new TreeMap<>();
        private final Set<Batch.Pair> apart = new HashSet<>();
        private final Map<String, TreeMap<String, String>> definitions = new HashMap<>();
        private final KeptEngagement engagement = new KeptEngagement();

        Kept copy() {
            Kept copy = new Kept();
            copy.offset = offset;
            copy.profiles.putAll(profiles);
            copy.redirects.putAll(redirects);
            copy.identifiers.putAll(identifiers);
            copy.seen.addAll(seen);
            copy.windows.putAll(windows);
            copy.timers.addAll(timers);
            copy.outgoing.putAll(outgoing);
            copy.apart.addAll(apart);
            definitions.forEach((kind, texts) -> copy.definitions.put(kind, new TreeMap<>(texts)));
            copy.engagement.standings.putAll(engagement.standings);
            copy.engagement.dispatches.putAll(engagement.dispatches);
            return copy;
        }
    }

    private record WindowKey(ProfileId constituent, String window, Instant at, String messageId) {
        static WindowKey of(WindowChange change) {
            return new WindowKey(
                    change.constituent(),
                    change.window(),
                    change.entry().at(),
                    change.entry().messageId());
        }
    }

    public TestingProfileStore() {
        this(new Kept());
    }

    private TestingProfileStore(Kept kept) {
        this.kept = kept;
    }

    /** The same store as after a restart. */
    public TestingProfileStore reopened() {
        return new TestingProfileStore(kept);
    }

    /** What a new process finds after one that was killed: nothing that was not flushed. */
    public TestingProfileStore killed() {
        synchronized (kept) {
            Kept flushed = kept.flushed == null ? new Kept() : kept.flushed.copy();
            flushed.flushed = kept.flushed;
            return new TestingProfileStore(flushed);
        }
    }

    @Override
    public void flush() {
        synchronized (kept) {
            kept.flushed = kept.copy();
        }
    }

    @Override
    public long offset() {
        synchronized (kept) {
            return kept.offset;
        }
    }

    @Override
    public Map<Identifier, IdentifierState> findIdentifiers(Collection<Identifier> identifiers) {
        synchronized (kept) {
            Map<Identifier, IdentifierState> found = new HashMap<>(kept.identifiers);
            found.keySet().retainAll(Set.copyOf(identifiers));
            return found;
        }
    }

    @Override
    public Map<ProfileId, Profile> findProfiles(Collection<ProfileId> ids) {
        synchronized (kept) {
            Map<ProfileId, Profile> found = new HashMap<>();
            for (ProfileId id : ids) {
                ProfileId target = kept.profiles.containsKey(id) ? id : kept.redirects.getOrDefault(id, id);
                Optional.ofNullable(kept.profiles.get(target)).ifPresent(profile -> found.put(id, profile));
            }
            return found;
        }
    }

    @Override
    public Set<EventKey> findSeen(Collection<EventKey> keys) {
        synchronized (kept) {
            Set<EventKey> found = new HashSet<>(keys);
            found.retainAll(kept.seen);
            return found;
        }
    }

    @Override
    public List<WindowEntry> window(ProfileId constituent, String window, Instant after) {
        synchronized (kept) {
            List<WindowEntry> entries = new ArrayList<>();
            kept.windows.forEach((key, entry) -> {
                if (key.constituent().equals(constituent)
                        && key.window().equals(window)
                        && key.at().isAfter(after)) {
                    entries.add(entry);
                }
            });
            entries.sort(Comparator.comparing(WindowEntry::at).thenComparing(WindowEntry::messageId));
            return entries;
        }
    }

    @Override
    public List<Timer> timersDue(Instant asOf, int timersMax) {
        synchronized (kept) {
            return kept.timers.stream()
                    .filter(timer -> !timer.due().isAfter(asOf))
                    .limit(timersMax)
                    .toList();
        }
    }

    @Override
    public Optional<Instant> nextTimer() {
        synchronized (kept) {
            return kept.timers.stream().findFirst().map(Timer::due);
        }
    }

    @Override
    public List<Outgoing> outgoing(int commitsMax) {
        synchronized (kept) {
            return kept.outgoing.values().stream().limit(commitsMax).toList();
        }
    }

    @Override
    public void arrived(long throughOffset) {
        synchronized (kept) {
            kept.outgoing.headMap(throughOffset, true).clear();
        }
    }

    @Override
    public Set<ProfileId> apart(ProfileId constituent) {
        synchronized (kept) {
            Set<ProfileId> others = new TreeSet<>();
            for (Batch.Pair pair : kept.apart) {
                if (pair.left().equals(constituent)) {
                    others.add(pair.right());
                }
                if (pair.right().equals(constituent)) {
                    others.add(pair.left());
                }
            }
            return others;
        }
    }

    @Override
    public Map<String, String> definitions(String kind) {
        synchronized (kept) {
            return new TreeMap<>(kept.definitions.getOrDefault(kind, new TreeMap<>()));
        }
    }

    @Override
    public Map<ProfileId, Standing> findStandings(Collection<ProfileId> constituents) {
        synchronized (kept) {
            Map<ProfileId, Standing> found = new HashMap<>(kept.engagement.standings);
            found.keySet().retainAll(Set.copyOf(constituents));
            return found;
        }
    }

    @Override
    public Optional<Dispatch> findDispatch(MessageId message) {
        synchronized (kept) {
            return Optional.ofNullable(kept.engagement.dispatches.get(message));
        }
    }

    @Override
    public List<Dispatch> dispatchesDue(Instant asOf, int dispatchesMax) {
        synchronized (kept) {
            return kept.engagement.due(asOf, dispatchesMax);
        }
    }

    @Override
    public List<Dispatch> dispatchesBegun() {
        synchronized (kept) {
            return kept.engagement.begun();
        }
    }

    @Override
    public long profileCount() {
        synchronized (kept) {
            return kept.profiles.size();
        }
    }

    @Override
    public List<Profile> profilesAfter(Optional<ProfileId> after, int profilesMax) {
        synchronized (kept) {
            return after.map(id -> kept.profiles.tailMap(id, false)).orElse(kept.profiles).values().stream()
                    .limit(profilesMax)
                    .toList();
        }
    }

    @Override
    public void commit(Batch batch) {
        synchronized (kept) {
            if (batch.nextOffset() < kept.offset) {
                throw new TarnException(
                        ErrorCode.INVARIANT_BROKEN,
                        "The store is at offset " + kept.offset + " and was told to go back to " + batch.nextOffset()
                                + ".");
            }
            kept.offset = batch.nextOffset();
            commitProfiles(batch);
            batch.identifiers()
                    .forEach((identifier, state) -> state.ifPresentOrElse(
                            is -> kept.identifiers.put(identifier, is), () -> kept.identifiers.remove(identifier)));
            kept.seen.addAll(batch.seen());
            batch.windowAdded().forEach(change -> kept.windows.put(WindowKey.of(change), change.entry()));
            batch.windowDropped().forEach(change -> kept.windows.remove(WindowKey.of(change)));
            kept.timers.addAll(batch.timersAdded());
            batch.timersFired().forEach(kept.timers::remove);
            kept.apart.addAll(batch.apart());
            batch.released().forEach(pair -> kept.apart.removeAll(List.of(pair, pair.mirrored())));
            batch.erased().forEach(this::erase);
            kept.engagement.commit(batch);
            batch.definitions().forEach(this::define);
            batch.outgoing().ifPresent(outgoing -> kept.outgoing.put(outgoing.offset(), outgoing));
        }
    }

    @Override
    public void purge() {}

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void close() {}

    private void commitProfiles(Batch batch) {
        Stream.concat(batch.removed().stream(), batch.erased().stream()).forEach(id -> {
            kept.profiles.remove(id);
            kept.redirects.remove(id);
        });
        for (Profile profile : batch.profiles()) {
            kept.profiles.put(profile.id(), profile);
            kept.redirects.remove(profile.id());
        }
        kept.redirects.putAll(batch.redirects());
    }

    private void erase(ProfileId id) {
        kept.windows.keySet().removeIf(key -> key.constituent().equals(id));
        kept.timers.removeIf(timer -> timer.constituent().equals(id));
        kept.apart.removeIf(pair -> pair.left().equals(id) || pair.right().equals(id));
    }

    private void define(Batch.Definition definition) {
        Map<String, String> ofKind = kept.definitions.computeIfAbsent(definition.kind(), _ -> new TreeMap<>());
        if (definition.text().isEmpty()) {
            ofKind.remove(definition.name());
        } else {
            ofKind.put(definition.name(), definition.text());
        }
    }
}
