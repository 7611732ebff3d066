package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.admit.Admitted;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.StagedRows;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.model.event.Event;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import io.tarn.understand.trait.TraitEngine;
import io.tarn.understand.trait.TraitSql;
import io.tarn.wire.row.EventRowCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A town through the live road, with time stepped by hand. */
final class TownTest {
    private static final int DAYS = 60;
    private static final Instant END = Town.START.plus(Duration.ofDays(DAYS + 5));
    private static final List<ComputedTrait> TRAITS = List.of(
            trait("orders", "Order Completed", Function.COUNT, null, null),
            trait("spend", "Order Completed", Function.SUM, "price", null),
            trait("spend_30d", "Order Completed", Function.SUM, "price", Duration.ofDays(30)),
            trait("average_price", "Order Completed", Function.AVERAGE, "price", null),
            trait("dearest_14d", "Order Completed", Function.MAX, "price", Duration.ofDays(14)),
            trait("cheapest", "Order Completed", Function.MIN, "price", null),
            trait("first_item", "Order Completed", Function.FIRST, "item", null),
            trait("last_item_20d", "page", Function.LAST, "item", Duration.ofDays(20)),
            trait("favorite_40d", "page", Function.MOST_FREQUENT, "item", Duration.ofDays(40)),
            trait("items", "page", Function.LIST, "item", null),
            trait("items_seen_10d", "page", Function.DISTINCT, "item", Duration.ofDays(10)));

    private static ComputedTrait trait(
            String name, String event, Function function, @Nullable String property, @Nullable Duration window) {
        return new ComputedTrait(
                name, event, List.of(), function, Optional.ofNullable(property), Optional.ofNullable(window));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOrderOfArrivalGivesTheSamePersons(long seed) {
        Town town = new Town(seed, 150, DAYS);
        List<Event> shuffled = new ArrayList<>(town.events());
        Collections.shuffle(shuffled, new Random(seed));

        Road straight = new Road(town).run(inTime(town.events()), seed).end();
        Road mixed = new Road(town).run(shuffled, seed + 1).end();

        assertThat(mixed.persons()).isEqualTo(straight.persons());
        assertThat(straight.persons()).hasSizeGreaterThan(100);
    }

    @Test
    void aStoreBuiltAnewFromTheLogIsTheSame() {
        Town town = new Town(7, 300, DAYS);
        Road road = new Road(town).run(inTime(town.events()), 7).end();

        Road again = new Road(town, road.log);
        again.drain();

        assertThat(again.profiles()).isEqualTo(road.profiles());
        assertThat(again.store.offset()).isEqualTo(road.store.offset());
    }

    /** Whether a page is read right before the one in front of it is worked on, or while it is, as chance has it. */
    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "50, false", "1, true", "3, true", "50, true"})
    void helpersBesideTheWriterChangeNothing(int entriesMax, boolean atOnce) {
        Town town = new Town(7, 150, DAYS);
        List<Event> twice = new ArrayList<>(inTime(town.events()));
        twice.addAll(town.events().subList(0, 100));
        Collections.shuffle(twice, new Random(entriesMax));
        Road road = new Road(town).run(twice, 7).end();

        Executor executor = atOnce ? ForkJoinPool.commonPool() : Runnable::run;
        Road ahead = new Road(town, road.log, TRAITS, new LiveWriter.Pace(entriesMax, Optional.of(executor)));
        ahead.drain();

        assertThat(ahead.profiles()).isEqualTo(road.profiles());
        assertThat(ahead.taken).isEqualTo(road.taken);
        assertThat(ahead.store.offset()).isEqualTo(road.store.offset());
    }

    /** A killed server may have lost its last commits, and what these had for the lake is there already. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLogBringsWhatAKillTookFromTheStore(long seed) {
        Town town = new Town(7, 150, DAYS);
        Road road = new Road(town).run(inTime(town.events()), 7).end();
        Random chance = new Random(seed);
        TestingProfileStore store = new TestingProfileStore();
        Reached lake = new Reached();
        int kills = 0;

        while (store.offset() < road.store.offset()) {
            store = store.killed();
            kills++;
            Road life = new Road(
                    town, road.log, store, TRAITS, new LiveWriter.Pace(1 + chance.nextInt(20), Optional.empty()));
            for (int steps = chance.nextInt(20); steps >= 0; steps--) {
                life.writer.step();
                if (chance.nextInt(4) == 0) {
                    store.flush();
                }
                lake.carry(store, chance.nextInt(3));
            }
        }
        lake.carry(store, Integer.MAX_VALUE);

        assertThat(kills).isGreaterThan(2);
        assertThat(store.profilesAfter(Optional.empty(), 100_000)).isEqualTo(road.profiles());
        assertThat(lake.taken).isEqualTo(road.taken);
    }

    /** What a sink has carried: nothing of what is there already. */
    private static final class Reached {
        private final List<Outgoing.Taken> taken = new ArrayList<>();
        private long through = -1;

        void carry(ProfileStore store, int commitsMax) {
            for (Outgoing out : store.outgoing(commitsMax)) {
                out.taken().stream().filter(one -> one.offset() > through).forEach(taken::add);
                through = Math.max(through, out.offset());
                store.arrived(out.offset());
            }
        }
    }

    /** A disk that is full now and then: the same writer goes on when there is space again. */
    @ParameterizedTest
    @CsvSource({"1, false", "7, false", "7, true", "50, true"})
    void aStoreThatRefusesNowAndThenLosesNothing(int entriesMax, boolean isAided) {
        Town town = new Town(7, 150, DAYS);
        Road road = new Road(town).run(inTime(town.events()), 7).end();
        Random chance = new Random(entriesMax);
        TestingProfileStore store = new TestingProfileStore();
        AtomicInteger refusals = new AtomicInteger();
        ProfileStore full = FullStore.of(store, () -> chance.nextInt(3) == 0 && refusals.incrementAndGet() > 0);
        Optional<Executor> beside = isAided ? Optional.of(ForkJoinPool.commonPool()) : Optional.empty();
        Road again = new Road(town, road.log, full, TRAITS, new LiveWriter.Pace(entriesMax, beside));
        Patience patience = new Patience(_ -> true);

        int entries;
        do {
            entries = patience.till(again.writer::step);
        } while (entries > 0);
        Reached lake = new Reached();
        lake.carry(store, Integer.MAX_VALUE);

        assertThat(refusals.get()).isGreaterThan(2);
        assertThat(again.profiles()).isEqualTo(road.profiles());
        assertThat(lake.taken).isEqualTo(road.taken);
    }

    @Test
    void theSameEventAgainChangesNothing() {
        Town town = new Town(8, 60, DAYS);
        Road once = new Road(town).run(inTime(town.events()), 8).end();
        List<Event> twice = new ArrayList<>(inTime(town.events()));
        twice.addAll(town.events());

        Road repeated = new Road(town).run(twice, 8).end();

        assertThat(repeated.persons()).isEqualTo(once.persons());
    }

    @Test
    void batchAndLiveAgreeOnEveryComputedTrait(@TempDir Path folder) {
        Town town = new Town(9, 300, DAYS);
        Road road = new Road(town).run(inTime(town.events()), 9).end();

        Map<String, String> live = new TreeMap<>();
        TraitEngine engine = new TraitEngine(TRAITS);
        for (Profile profile : road.profiles()) {
            engine.values(profile)
                    .forEach((name, value) -> live.put(profile.id() + "." + name, FlatProperties.text(value)));
        }

        assertThat(road.sqlValues(folder)).isEqualTo(live);
    }

    @Test
    void partingTwoConstituentsGivesBackWhatEachHad() {
        Town town = new Town(10, 80, DAYS);
        Road road = new Road(town).run(inTime(town.events()), 10).end();
        Profile merged = road.profiles().stream()
                .filter(one -> one.constituents().size() == 2)
                .findFirst()
                .orElseThrow();
        Constituent left = merged.constituents().get(0);
        Constituent right = merged.constituents().get(1);

        road.log
                .append(List.of(
                        new LogEntry.Judged(END, left.id(), right.id(), LogEntry.Verdict.DIFFERENT, "person:ann")))
                .join();
        road.drain();

        assertThat(road.store.findProfiles(List.of(left.id(), right.id())))
                .isEqualTo(Map.of(left.id(), Profile.of(left), right.id(), Profile.of(right)));
        road.log
                .append(List.of(new LogEntry.Judged(END, left.id(), right.id(), LogEntry.Verdict.SAME, "model:1")))
                .join();
        road.drain();
        assertThat(road.store.findProfiles(List.of(left.id()))).containsValue(Profile.of(left));
        road.log
                .append(List.of(new LogEntry.Judged(END, left.id(), right.id(), LogEntry.Verdict.SAME, "person:ann")))
                .join();
        road.drain();
        assertThat(road.store.findProfiles(List.of(left.id())).values())
                .singleElement()
                .satisfies(one -> assertThat(one.constituents()).containsExactly(left, right));
    }

    @Test
    void aVerdictThatIsTakenBackLeavesNothingBehind() {
        Town town = new Town(10, 80, DAYS);
        Road road = new Road(town).run(inTime(town.events()), 10).end();
        List<Profile> before = road.profiles();
        Constituent left = before.get(0).constituents().getFirst();
        Constituent right = before.get(1).constituents().getFirst();

        road.judge(left, right, LogEntry.Verdict.SAME, "person:ann/v1");
        assertThat(road.profiles()).hasSize(before.size() - 1);
        road.judge(left, right, LogEntry.Verdict.WITHDRAWN, "person:ann/v1");
        assertThat(road.profiles()).isEqualTo(before);

        road.judge(left, right, LogEntry.Verdict.DIFFERENT, "person:ann/v2");
        assertThat(road.store.apart(left.id())).contains(right.id());
        road.judge(left, right, LogEntry.Verdict.WITHDRAWN, "person:ann/v2");
        assertThat(road.store.apart(left.id())).doesNotContain(right.id());
        assertThat(road.profiles()).isEqualTo(before);
    }

    private static List<Event> inTime(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing((Event one) -> one.head().receivedAt()))
                .toList();
    }

    /** The road from log to store. */
    private static final class Road {
        private final Town town;
        private final TestingEventLog log;
        private final ProfileStore store;
        private final LiveWriter writer;
        private final List<Outgoing.Taken> taken = new ArrayList<>();

        Road(Town town) {
            this(town, new TestingEventLog(1_000_000));
        }

        Road(Town town, TestingEventLog log) {
            this(town, log, TRAITS, LiveWriter.Pace.STEADY);
        }

        Road(Town town, TestingEventLog log, List<ComputedTrait> traits, LiveWriter.Pace pace) {
            this(town, log, new TestingProfileStore(), traits, pace);
        }

        Road(Town town, TestingEventLog log, ProfileStore store, List<ComputedTrait> traits, LiveWriter.Pace pace) {
            this.town = town;
            this.log = log;
            this.store = store;
            this.writer = new LiveWriter(
                    log,
                    store,
                    raw -> new Admitted.Accepted(town.event(raw), List.of()),
                    new LiveRules(IdentifierRules.defaults(), traits),
                    new ChangeFeed(),
                    EventTracer.NONE,
                    pace);
        }

        /** Appends in pieces of random size, with a tick now and then. */
        Road run(List<Event> events, long seed) {
            Random chance = new Random(seed);
            int next = 0;
            while (next < events.size()) {
                int end = Math.min(events.size(), next + 1 + chance.nextInt(200));
                List<LogEntry> entries = new ArrayList<>();
                for (Event event : events.subList(next, end)) {
                    entries.add(new LogEntry.Received(town.raw(event)));
                }
                if (chance.nextInt(3) == 0) {
                    entries.add(new LogEntry.Tick(events.get(end - 1).head().receivedAt()));
                }
                log.append(entries).join();
                drain();
                next = end;
            }
            return this;
        }

        Road end() {
            log.append(List.of(new LogEntry.Tick(END))).join();
            drain();
            return this;
        }

        void drain() {
            int entries;
            do {
                entries = writer.step();
                for (Outgoing out : store.outgoing(100)) {
                    taken.addAll(out.taken());
                    store.arrived(out.offset());
                }
            } while (entries > 0);
        }

        void judge(Constituent left, Constituent right, LogEntry.Verdict verdict, String decidedBy) {
            log.append(List.of(new LogEntry.Judged(END, left.id(), right.id(), verdict, decidedBy)))
                    .join();
            drain();
        }

        List<Profile> profiles() {
            return store.profilesAfter(Optional.empty(), 100_000);
        }

        /** Whom the road found, without ids: identifiers, with traits, consents and computed traits. */
        Map<List<Identifier>, List<Object>> persons() {
            return persons(store);
        }

        Map<List<Identifier>, List<Object>> persons(ProfileStore store) {
            TraitEngine engine = new TraitEngine(TRAITS);
            Map<List<Identifier>, List<Object>> persons = new HashMap<>();
            for (Profile profile : store.profilesAfter(Optional.empty(), 100_000)) {
                persons.put(
                        List.copyOf(profile.identifiers()),
                        List.of(
                                profile.traits(),
                                profile.consents(),
                                engine.values(profile),
                                profile.recent(),
                                profile.constituents().stream()
                                        .mapToLong(Constituent::eventCount)
                                        .sum()));
            }
            return persons;
        }

        Map<String, String> sqlValues(Path home) {
            Map<String, ProfileId> holders = new TreeMap<>();
            for (Profile profile : profiles()) {
                profile.constituents().forEach(one -> holders.put(one.id().value(), profile.id()));
            }
            Map<String, String> values = new TreeMap<>();
            try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults());
                    LakeSession session = opened(lake);
                    StagedRows events = session.stage(EventTables.SILVER.name(), EventTables.SILVER.columns())) {
                for (Outgoing.Taken one : taken) {
                    LogEntry entry = log.read(one.offset(), 1).getFirst().entry();
                    Event event = town.event(((LogEntry.Received) entry).event());
                    events.row(EventRowCodec.silver(one.offset(), event, one.profile(), one.constituent()));
                }
                events.append();
                session.load(
                        "holders",
                        List.of(
                                Column.of("constituent_id", Scalar.STRING, "part"),
                                Column.of("profile_id", Scalar.STRING, "holder")),
                        sink -> holders.forEach((part, holder) -> sink.row(part, holder.value())));
                session.execute(Statement.of("CREATE TEMP VIEW persons AS SELECT DISTINCT profile_id FROM holders"));
                session.execute(Statement.of("CREATE TEMP TABLE mapped AS SELECT h.profile_id, e.* EXCLUDE (profile_id)"
                        + " FROM silver.events e JOIN holders h USING (constituent_id)"));
                TraitSql sql = new TraitSql(session.dialect(), "mapped", "persons");
                for (ComputedTrait trait : TRAITS) {
                    session.query(
                            sql.values(trait, END), row -> values.put(row.text(0) + "." + row.text(1), row.text(2)));
                }
            }
            return values;
        }

        private static LakeSession opened(Lake lake) {
            lake.create(EventTables.SILVER);
            return lake.open(new ReadPoint.Latest());
        }
    }
}
