package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.decision.Standing;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import io.tarn.storage.Batch;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Dispatch.State;
import io.tarn.storage.Engagement;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.testing.TestingBatch;
import io.tarn.testing.TestingDispatch;
import io.tarn.testing.TestingProfileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The store against a simple one in memory, under random commits, restarts and purges. */
class ProfileStoreModelTest {
    private static final int COMMITS = 60;
    private static final List<ProfileId> IDS = IntStream.range(0, 7)
            .mapToObj(i -> ProfileId.derive("web", "id" + i, 0))
            .toList();
    private static final List<Identifier> IDENTIFIERS = IntStream.range(0, 5)
            .mapToObj(i -> new Identifier(IdentifierType.EMAIL, "m" + i + "@example.com"))
            .toList();
    private static final List<EventKey> KEYS = IntStream.range(0, 9)
            .mapToObj(i -> new EventKey(new SourceName("web"), "k" + i))
            .toList();
    private static final List<String> TRAITS = List.of("orders", "orders_total");
    private static final LocalStorageConfig CONFIG =
            LocalStorageConfig.defaults().withProfilesCachedMax(3);

    @Property(tries = 12)
    void answersAsTheSimpleOneDoes(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path home = Files.createTempDirectory("tarn-model");
        TestingProfileStore reference = new TestingProfileStore();
        LocalProfileStore store = LocalProfileStore.open(home, CONFIG);
        try {
            for (int commit = 1; commit <= COMMITS; commit++) {
                Batch batch = batch(random, commit);
                store.commit(batch);
                reference.commit(batch);
                if (random.nextInt(4) == 0) {
                    long through = random.nextInt(commit);
                    store.arrived(through);
                    reference.arrived(through);
                }
                if (random.nextInt(20) == 0) {
                    store.purge();
                }
                if (random.nextInt(15) == 0) {
                    store.close();
                    store = LocalProfileStore.open(home, CONFIG);
                }
                assertAlike(store, reference, random);
            }
        } finally {
            store.close();
            delete(home);
        }
    }

    private static Batch batch(Random random, int commit) {
        TestingBatch batch = TestingBatch.upTo(commit);
        for (int i = random.nextInt(3); i > 0; i--) {
            batch.profile(profile(any(random, IDS), commit + "." + i));
        }
        if (random.nextInt(4) == 0) {
            batch.removed(any(random, IDS));
        }
        if (random.nextInt(4) == 0) {
            batch.redirect(any(random, IDS), any(random, IDS));
        }
        if (random.nextInt(10) == 0) {
            batch.erased(any(random, IDS));
        }
        if (random.nextBoolean()) {
            batch.identifier(
                    any(random, IDENTIFIERS),
                    random.nextInt(5) == 0
                            ? IdentifierState.quarantined(random.nextInt(300))
                            : new IdentifierState(
                                    Optional.of(any(random, IDS)), random.nextInt(300), random.nextBoolean()));
        } else {
            batch.withoutIdentifier(any(random, IDENTIFIERS));
        }
        batch.seen(any(random, KEYS));
        for (int i = 0; i < 2; i++) {
            String message = "m" + random.nextInt(3);
            batch.windowAdded(any(random, IDS), any(random, TRAITS), TestingBatch.entry(instant(random), message));
            batch.windowDropped(any(random, IDS), any(random, TRAITS), TestingBatch.entry(instant(random), message));
            batch.timerAdded(instant(random), any(random, IDS));
            batch.timerFired(instant(random), any(random, IDS));
        }
        if (random.nextInt(3) == 0) {
            batch.apart(any(random, IDS), any(random, IDS));
        }
        batch.engagement(engagement(random));
        batch.definition("traits", any(random, TRAITS), random.nextBoolean() ? "" : "version " + commit);
        if (random.nextBoolean()) {
            batch.outgoing(new Outgoing(
                    commit - 1,
                    List.of(new Outgoing.Row("t", commit - 1, "{}")),
                    List.of(new Outgoing.Taken(
                            commit - 1, Optional.of(any(random, IDS)), Optional.of(any(random, IDS)))),
                    List.of(any(random, IDS))));
        }
        return batch.toBatch();
    }

    private static Engagement engagement(Random random) {
        Map<ProfileId, Standing> standings = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Standing standing = Standing.NONE.withAudiences(
                    random.nextInt(3) == 0 ? Map.of() : Map.of(new AudienceName("vip"), instant(random)),
                    Optional.empty());
            standings.put(any(random, IDS), standing);
        }
        List<Dispatch> dispatches = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int name = random.nextInt(8);
            Dispatch queued = TestingDispatch.queued(
                    IDS.get(name % 3), IDS.get(name % 5), "message" + name, Instant.ofEpochSecond(name));
            State state = any(random, List.of(State.values()));
            dispatches.add(queued.in(state, random.nextInt(3), instant(random), "attempt " + i));
        }
        return new Engagement(standings, dispatches);
    }

    private static void assertEngagedAlike(ProfileStore store, ProfileStore reference, Random random) {
        assertThat(store.findStandings(IDS)).isEqualTo(reference.findStandings(IDS));
        assertThat(store.dispatchesBegun()).isEqualTo(reference.dispatchesBegun());
        Instant asOf = instant(random);
        List<Dispatch> due = store.dispatchesDue(asOf, 4);
        assertThat(due).isEqualTo(reference.dispatchesDue(asOf, 4));
        for (Dispatch dispatch : due) {
            assertThat(store.findDispatch(dispatch.message().id())).contains(dispatch);
        }
    }

    private static void assertAlike(ProfileStore store, ProfileStore reference, Random random) {
        assertThat(store.offset()).isEqualTo(reference.offset());
        assertThat(store.profileCount()).isEqualTo(reference.profileCount());
        List<ProfileId> asked = IDS.stream().filter(_ -> random.nextBoolean()).toList();
        assertThat(store.findProfiles(asked)).isEqualTo(reference.findProfiles(asked));
        assertThat(store.findIdentifiers(IDENTIFIERS)).isEqualTo(reference.findIdentifiers(IDENTIFIERS));
        assertThat(store.findSeen(KEYS)).isEqualTo(reference.findSeen(KEYS));
        Instant after = instant(random);
        for (ProfileId id : IDS) {
            for (String trait : TRAITS) {
                assertThat(store.window(id, trait, after)).isEqualTo(reference.window(id, trait, after));
            }
            assertThat(store.apart(id)).isEqualTo(reference.apart(id));
        }
        assertThat(store.nextTimer()).isEqualTo(reference.nextTimer());
        assertThat(store.timersDue(after, 5)).isEqualTo(reference.timersDue(after, 5));
        assertEngagedAlike(store, reference, random);
        assertThat(store.outgoing(4)).isEqualTo(reference.outgoing(4));
        assertThat(store.definitions("traits")).isEqualTo(reference.definitions("traits"));
        Optional<ProfileId> from = random.nextBoolean() ? Optional.empty() : Optional.of(any(random, IDS));
        assertThat(store.profilesAfter(from, 3)).isEqualTo(reference.profilesAfter(from, 3));
    }

    private static Profile profile(ProfileId id, String name) {
        return Profile.of(Constituent.born(id, Instant.EPOCH, Constituent.Origin.LIVE)
                .withTraits(Map.of("name", new TraitValue(new Value.Text(name), "web", Instant.EPOCH, "m"))));
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextInt(12) - 4, random.nextInt(2));
    }

    private static <T> T any(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
