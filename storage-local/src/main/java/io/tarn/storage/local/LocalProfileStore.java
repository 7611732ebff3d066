package io.tarn.storage.local;

import io.tarn.model.decision.Standing;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.MessageId;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import io.tarn.storage.Batch;
import io.tarn.storage.Dispatch;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.Timer;
import io.tarn.wire.bytes.ByteReader;
import io.tarn.wire.bytes.ProfileIdBytes;
import io.tarn.wire.profile.ProfileCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.rocksdb.ReadOptions;

/**
 * The profile store in one RocksDB database with a column family for each kind of thing. A commit is one write of the
 * engine, whole or absent. There is no journal of commits, because the log is one: what was not flushed is built from it
 * again, as a store is that was deleted.
 */
public final class LocalProfileStore implements ProfileStore {
    private static final byte[] OFFSET = name("offset");
    private static final byte[] PROFILES = name("profiles");
    private static final byte[] ARRIVED = name("arrived");

    private static final Comparator<WindowEntry> BY_INSTANT =
            Comparator.comparing(WindowEntry::at).thenComparing(WindowEntry::messageId);

    private final Database<StoreFamily> database;
    private final LocalStorageConfig config;
    private final ProfileFinder finder;
    private final CommittedCache<ProfileId, Profile> cache;
    private final EngagementFinder engagement;
    private final Floor<Instant> timers = new Floor<>(Instant.MIN);
    private final Object writing = new Object();
    private volatile long offset;
    private volatile long profileCount;
    private volatile long arrived;

    private LocalProfileStore(Database<StoreFamily> database, LocalStorageConfig config) {
        this.database = database;
        this.config = config;
        cache = new CommittedCache<>(config.profilesCachedMax());
        finder = new ProfileFinder(database, cache);
        engagement = new EngagementFinder(database, config.profilesCachedMax());
        recall();
    }

    /** Opens the store of a home, or begins it. */
    public static LocalProfileStore open(Path home, LocalStorageConfig config) {
        Set<StoreFamily> filtered = EnumSet.of(
                StoreFamily.PROFILES,
                StoreFamily.REDIRECTS,
                StoreFamily.IDENTIFIERS,
                StoreFamily.SEEN,
                StoreFamily.STANDINGS,
                StoreFamily.DISPATCHES);
        RocksTuning<StoreFamily> tuning =
                new RocksTuning<>(List.of(StoreFamily.values()), filtered, config.storeMemoryBytesMax(), false);
        Database<StoreFamily> database = new Database<>("store", home.resolve("store"), tuning);
        try {
            return new LocalProfileStore(database, config);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public Map<Identifier, IdentifierState> findIdentifiers(Collection<Identifier> identifiers) {
        Map<Identifier, IdentifierState> found = new HashMap<>();
        find(
                StoreFamily.IDENTIFIERS,
                identifiers,
                Keys::identifier,
                (identifier, bytes) -> found.put(identifier, StoreForms.identifier(bytes)));
        return found;
    }

    @Override
    public Map<ProfileId, Profile> findProfiles(Collection<ProfileId> ids) {
        return finder.find(ids);
    }

    @Override
    public Set<EventKey> findSeen(Collection<EventKey> keys) {
        Set<EventKey> found = new HashSet<>();
        find(StoreFamily.SEEN, keys, Keys::seen, (key, _) -> found.add(key));
        return found;
    }

    @Override
    public List<WindowEntry> window(ProfileId constituent, String window, Instant after) {
        byte[] prefix = Keys.window(constituent, window);
        List<WindowEntry> entries = new ArrayList<>();
        database.read(open -> {
            open.scan(
                    StoreFamily.WINDOWS,
                    prefix,
                    Keys.windowFrom(constituent, window, after),
                    (key, value) -> entries.add(StoreForms.window(prefix.length, key, value)));
            return entries;
        });
        entries.removeIf(entry -> !entry.at().isAfter(after));
        entries.sort(BY_INSTANT);
        return entries;
    }

    @Override
    public List<Timer> timersDue(Instant asOf, int timersMax) {
        Floor.Mark<Instant> floor = timers.current();
        List<Timer> due = new ArrayList<>();
        if (timersMax < 1) {
            return due;
        }
        database.read(open -> {
            open.scan(StoreFamily.TIMERS, Keys.timersByInstant(), Keys.timersFrom(floor.place()), (key, _) -> {
                Timer timer = Keys.timer(key);
                return !timer.due().isAfter(asOf) && due.add(timer) && due.size() < timersMax;
            });
            return due;
        });
        return due;
    }

    @Override
    public Optional<Instant> nextTimer() {
        Floor.Mark<Instant> floor = timers.current();
        List<Timer> earliest = timersDue(Instant.MAX, 1);
        if (earliest.isEmpty()) {
            return Optional.empty();
        }
        Instant due = earliest.getFirst().due();
        timers.lift(floor, due);
        return Optional.of(due);
    }

    @Override
    public List<Outgoing> outgoing(int commitsMax) {
        List<Outgoing> outgoing = new ArrayList<>();
        if (commitsMax < 1) {
            return outgoing;
        }
        byte[] from = Keys.number(arrived + 1);
        database.read(open -> {
            open.scan(
                    StoreFamily.OUTGOING,
                    new byte[0],
                    from,
                    (_, value) -> outgoing.add(StoreForms.outgoing(value)) && outgoing.size() < commitsMax);
            return outgoing;
        });
        return outgoing;
    }

    @Override
    public void arrived(long throughOffset) {
        synchronized (writing) {
            if (throughOffset <= arrived) {
                return;
            }
            requireWhole();
            byte[] end = Keys.number(throughOffset + 1);
            database.write((writes, open) -> {
                writes.deleteRange(open.family(StoreFamily.OUTGOING), Keys.number(0), end);
                writes.put(open.family(StoreFamily.META), ARRIVED, end);
            });
            arrived = throughOffset;
        }
    }

    @Override
    public Set<ProfileId> apart(ProfileId constituent) {
        Set<ProfileId> others = new TreeSet<>();
        for (byte[] key : database.read(open -> open.keys(StoreFamily.APART, ProfileIdBytes.of(constituent)))) {
            others.add(ProfileIdBytes.read(key, ProfileIdBytes.LENGTH));
        }
        return others;
    }

    @Override
    public Map<String, String> definitions(String kind) {
        byte[] prefix = Keys.definitions(kind);
        Map<String, String> definitions = new TreeMap<>();
        database.read(open -> {
            open.scan(StoreFamily.DEFINITIONS, prefix, prefix, (key, value) -> {
                String name = ByteReader.whole("definition's key", key, reader -> {
                    reader.octets(prefix.length);
                    return reader.text();
                });
                definitions.put(name, StoreForms.text(value));
                return true;
            });
            return definitions;
        });
        return definitions;
    }

    @Override
    public long profileCount() {
        return profileCount;
    }

    @Override
    public List<Profile> profilesAfter(Optional<ProfileId> after, int profilesMax) {
        List<Profile> profiles = new ArrayList<>();
        if (profilesMax < 1) {
            return profiles;
        }
        byte[] from = after.map(id -> Keys.behind(ProfileIdBytes.of(id))).orElse(new byte[0]);
        if (after.isPresent() && from.length == 0) {
            return profiles;
        }
        database.read(open -> {
            open.scan(
                    StoreFamily.PROFILES,
                    new byte[0],
                    from,
                    (_, value) -> profiles.add(ProfileCodec.decode(value)) && profiles.size() < profilesMax);
            return profiles;
        });
        return profiles;
    }

    @Override
    public Map<ProfileId, Standing> findStandings(Collection<ProfileId> constituents) {
        return engagement.standings(constituents);
    }

    @Override
    public Optional<Dispatch> findDispatch(MessageId message) {
        return engagement.dispatch(message);
    }

    @Override
    public List<Dispatch> dispatchesDue(Instant asOf, int dispatchesMax) {
        return engagement.due(asOf, dispatchesMax);
    }

    @Override
    public List<Dispatch> dispatchesBegun() {
        return engagement.begun();
    }

    @Override
    public void commit(Batch batch) {
        synchronized (writing) {
            requireWhole();
            if (batch.nextOffset() < offset) {
                throw LocalStorageErrors.backwards(offset, batch.nextOffset());
            }
            database.requireSpace(config.spaceBytesMin());
            Set<ProfileId> gone = new HashSet<>(batch.removed());
            gone.addAll(batch.erased());
            Map<ProfileId, Profile> written = new HashMap<>();
            batch.profiles().forEach(profile -> written.put(profile.id(), profile));
            gone.removeAll(written.keySet());
            Set<ProfileId> born = strangers(written.keySet(), batch.known());
            long count = profileCount
                    + born.size()
                    - gone.size()
                    + strangers(gone, batch.known()).size();
            engagement.begin();
            database.write((writes, open) -> {
                CommitForm form = new CommitForm(writes, open);
                form.put(batch, born);
                form.putNumber(OFFSET, batch.nextOffset());
                form.putNumber(PROFILES, count);
            });
            cache.end(written, gone);
            timers.added(batch.timersAdded().stream().map(Timer::due).toList());
            engagement.end(batch.engagement(), batch.erased());
            profileCount = count;
            offset = batch.nextOffset();
        }
    }

    @Override
    public void flush() {
        database.flush();
    }

    @Override
    public void purge() {
        synchronized (writing) {
            requireWhole();
            database.purge(EnumSet.allOf(StoreFamily.class));
        }
    }

    @Override
    public long bytes() {
        return database.bytes();
    }

    @Override
    public void close() {
        synchronized (writing) {
            database.close();
        }
    }

    /** Those that are no profile by now. */
    private Set<ProfileId> strangers(Set<ProfileId> ids, Set<ProfileId> known) {
        Set<ProfileId> open = new HashSet<>(ids);
        open.removeAll(known);
        return finder.strangers(open);
    }

    /** What a failed write may have left out is in the log; whoever goes on from here would leave it out for good. */
    private void requireWhole() {
        if (database.hasFailed()) {
            throw LocalStorageErrors.broken(database.folder());
        }
    }

    /** What the database knows of itself. */
    private void recall() {
        offset = recall(OFFSET);
        profileCount = recall(PROFILES);
        arrived = recall(ARRIVED) - 1;
    }

    private long recall(byte[] name) {
        return database.read(open -> Keys.number(open.find(StoreFamily.META, name)));
    }

    private <K> void find(
            StoreFamily family,
            Collection<K> wanted,
            Function<K, byte[]> spelling,
            java.util.function.BiConsumer<K, byte[]> found) {
        if (wanted.isEmpty()) {
            return;
        }
        List<K> asked = List.copyOf(wanted);
        List<byte[]> keys = asked.stream().map(spelling).toList();
        List<Optional<byte[]>> values = database.read(open -> {
            try (ReadOptions options = new ReadOptions()) {
                return open.find(family, options, keys);
            }
        });
        for (int i = 0; i < keys.size(); i++) {
            K one = asked.get(i);
            values.get(i).ifPresent(bytes -> found.accept(one, bytes));
        }
    }

    private static byte[] name(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
