package io.tarn.server.bench;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.RecentEvent;
import io.tarn.model.profile.TraitValue;
import io.tarn.model.profile.WindowEntry;
import io.tarn.storage.Batch;
import io.tarn.storage.Engagement;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.local.LocalProfileStore;
import io.tarn.storage.local.LocalStorageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A writer that reads what a batch of events touches, changes it and commits; and readers beside it. */
final class StoreLoad {
    private static final int BATCH = 500;
    private static final int TRAITS = 12;
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.008Z");
    private static final SourceName WEB = new SourceName("web");

    private final Duration length;
    private final int profiles;
    private final Random random = new Random(1);
    private long offset;

    StoreLoad(Duration length, int profiles) {
        this.length = length;
        this.profiles = profiles;
    }

    void run(Path home, StorageBench.Printer printer) {
        try (ProfileStore store = LocalProfileStore.open(home, LocalStorageConfig.defaults())) {
            printer.print(fill(store));
            commit(store, Duration.ofSeconds(3));
            printer.print(commit(store, length));
            AtomicBoolean done = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    commit(store, Duration.ofMillis(100));
                }
            });
            printer.print(read(store));
            done.set(true);
            LogLoad.join(writer);
        }
    }

    private StorageBench.Figure fill(ProfileStore store) {
        long cpu = StorageBench.cpuNanos();
        long start = System.nanoTime();
        for (int from = 0; from < profiles; from += BATCH) {
            List<Profile> made = new ArrayList<>();
            Map<Identifier, Optional<IdentifierState>> identifiers = new HashMap<>();
            for (int i = from; i < Math.min(profiles, from + BATCH); i++) {
                made.add(profile(i));
                identifiers.put(identifier(i), Optional.of(IdentifierState.of(id(i))));
            }
            store.commit(batch(made, identifiers, Set.of(), List.of()));
        }
        return new StorageBench.Figure(
                "store: profiles filled in",
                profiles,
                System.nanoTime() - start,
                StorageBench.cpuNanos() - cpu,
                new long[0]);
    }

    private StorageBench.Figure commit(ProfileStore store, Duration duration) {
        LongStream.Builder waits = LongStream.builder();
        long cpu = StorageBench.cpuNanos();
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < duration.toNanos()) {
            long begin = System.nanoTime();
            commit(store);
            waits.add(System.nanoTime() - begin);
            count += BATCH;
        }
        return new StorageBench.Figure(
                "store: events read and committed",
                count,
                System.nanoTime() - start,
                StorageBench.cpuNanos() - cpu,
                waits.build().toArray());
    }

    /** What the live road does for a batch of events, each of another person, without its reasoning. */
    private void commit(ProfileStore store) {
        Set<Identifier> asked = new HashSet<>();
        Set<EventKey> keys = new HashSet<>();
        for (int i = 0; i < BATCH; i++) {
            asked.add(identifier(drawn()));
            keys.add(new EventKey(WEB, "5f0c2f3a-77aa-4b6e-9a53-" + (offset + i)));
        }
        store.findSeen(keys);
        List<ProfileId> owners = store.findIdentifiers(asked).values().stream()
                .flatMap(state -> state.owner().stream())
                .toList();
        List<Profile> changed = new ArrayList<>();
        List<Batch.WindowChange> windows = new ArrayList<>();
        store.findProfiles(owners).values().forEach(profile -> {
            Constituent one = profile.constituents().getFirst();
            String message = "m" + offset;
            changed.add(profile.with(
                    one.withEvent(new RecentEvent(new EventKey(WEB, message), "track", "Product Viewed", AT))));
            windows.add(new Batch.WindowChange(one.id(), "orders", new WindowEntry(AT, message, Value.Decimal.of(1))));
        });
        store.commit(batch(changed, Map.of(), keys, windows));
    }

    private StorageBench.Figure read(ProfileStore store) {
        Random own = new Random(2);
        LongStream.Builder waits = LongStream.builder();
        long cpu = StorageBench.cpuNanos();
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < length.toNanos()) {
            Identifier identifier = identifier(own.nextInt(profiles));
            long begin = System.nanoTime();
            store.findProfiles(store.findIdentifiers(List.of(identifier)).values().stream()
                    .flatMap(state -> state.owner().stream())
                    .toList());
            waits.add(System.nanoTime() - begin);
            count++;
        }
        return new StorageBench.Figure(
                "store: profiles read beside it",
                count,
                System.nanoTime() - start,
                StorageBench.cpuNanos() - cpu,
                waits.build().toArray());
    }

    private Batch batch(
            List<Profile> changed,
            Map<Identifier, Optional<IdentifierState>> identifiers,
            Set<EventKey> seen,
            List<Batch.WindowChange> windows) {
        offset += BATCH;
        return new Batch(
                offset,
                changed,
                Set.of(),
                seen.isEmpty() ? Set.of() : changed.stream().map(Profile::id).collect(Collectors.toUnmodifiableSet()),
                Map.of(),
                identifiers,
                seen,
                windows,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                Engagement.NONE,
                Optional.empty());
    }

    /** A few persons cause most events. */
    private int drawn() {
        return (int) (profiles * Math.pow(random.nextDouble(), 3));
    }

    private static Profile profile(int number) {
        Constituent one =
                Constituent.born(id(number), AT, Constituent.Origin.LIVE).withIdentifiers(List.of(identifier(number)));
        Map<String, TraitValue> traits = new HashMap<>();
        for (int i = 0; i < TRAITS; i++) {
            traits.put(
                    "trait_" + i, new TraitValue(new Value.Text("value " + i + " of " + number), "web", AT, "m" + i));
        }
        one = one.withTraits(traits);
        for (int i = 0; i < Constituent.RECENT_MAX; i++) {
            EventKey key = new EventKey(WEB, "5f0c2f3a-77aa-4b6e-9a53-" + number + "-" + i);
            one = one.withEvent(new RecentEvent(key, "track", "Product Viewed", AT.minusSeconds(i)));
        }
        return Profile.of(one);
    }

    private static Identifier identifier(int number) {
        return new Identifier(IdentifierType.USER_ID, "user-" + number);
    }

    private static ProfileId id(int number) {
        return ProfileId.derive("web", "user-" + number, 0);
    }
}
