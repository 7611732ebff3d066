package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.admit.Admitted;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.loop.Progress;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.Event;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.profile.Profile;
import io.tarn.storage.ProfileStore;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import io.tarn.understand.trait.TraitEngine;
import java.io.Serial;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is defined later counts, and lets in, as if it had always been there. */
final class FillTownTest {
    private static final int DAYS = 40;
    private static final int PROFILES_A_COMMIT = 50;
    private static final Instant MIDDLE = Town.START.plus(Duration.ofDays(25));
    private static final Instant END = Town.START.plus(Duration.ofDays(DAYS + 1));

    private static final List<ComputedTrait> TRAITS = List.of(
            trait("orders", "Order Completed", Function.COUNT, Optional.empty(), Optional.empty()),
            trait("spend_10d", "Order Completed", Function.SUM, Optional.of("price"), Optional.of(Duration.ofDays(10))),
            trait("spend_2d", "Order Completed", Function.SUM, Optional.of("price"), Optional.of(Duration.ofDays(2))),
            trait("last_item", "page", Function.LAST, Optional.of("item"), Optional.empty()));

    /** One is gone, one meant something else, and one looks at events that another will look back at for longer. */
    private static final List<ComputedTrait> BEFORE = List.of(
            TRAITS.get(0),
            TRAITS.get(2),
            trait("last_item", "Order Completed", Function.LIST, Optional.of("item"), Optional.of(Duration.ofDays(9))),
            trait("dropped", "page", Function.COUNT, Optional.empty(), Optional.of(Duration.ofDays(5))));

    @TempDir
    private Path folder;

    private final Town town = new Town(31, 120, DAYS);
    private final List<Event> events = town.events().stream()
            .sorted(Comparator.comparing((Event one) -> one.head().receivedAt()))
            .toList();
    private final List<Event> early = events.stream()
            .filter(one -> !one.head().receivedAt().isAfter(MIDDLE))
            .toList();
    private final List<Event> late = events.subList(early.size(), events.size());
    private final LiveRules before = rules(BEFORE, CampaignRules.NONE);

    private static ComputedTrait trait(
            String name, String event, Function function, Optional<String> property, Optional<Duration> window) {
        return new ComputedTrait(name, event, List.of(), function, property, window);
    }

    private static LiveRules rules(List<ComputedTrait> traits, CampaignRules campaigns) {
        return new LiveRules(IdentifierRules.defaults(), traits, IdentityRules.defaults(), campaigns);
    }

    private static LiveRules full() {
        return rules(
                TRAITS,
                new CampaignRules(
                        MembershipTownTest.LIVE,
                        List.of(),
                        Set.of(),
                        Guardrails.defaults(),
                        Map.of(),
                        Optional.empty(),
                        Map.of()));
    }

    /** That a start ended before it was done. */
    private static final class BrokenOffException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /** The same store, which breaks off at the commit after so many. */
    private static ProfileStore breaking(ProfileStore store, int commitsMax) {
        AtomicInteger left = new AtomicInteger(commitsMax);
        return (ProfileStore) Proxy.newProxyInstance(
                ProfileStore.class.getClassLoader(), new Class<?>[] {ProfileStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("commit") && left.getAndDecrement() == 0) {
                        throw new BrokenOffException();
                    }
                    return method.invoke(store, arguments);
                });
    }

    /** A log and what follows it. */
    private final class Road {
        private final TestingEventLog log;
        private final ProfileStore store = new TestingProfileStore();
        private final DeltaLake lake;

        Road(String name) {
            this(new TestingEventLog(1_000_000), DeltaLake.open(folder.resolve(name), DeltaLakeConfig.defaults()));
        }

        private Road(TestingEventLog log, DeltaLake lake) {
            this.log = log;
            this.lake = lake;
        }

        /** Another store along the same road, at its end, which goes by some rules from the beginning. */
        Road anew(LiveRules rules) {
            Road other = new Road(log, lake);
            other.write(rules, other.store);
            other.store.arrived(other.store.offset());
            DefinitionBook.ofCounts(rules).write(other.store);
            return other;
        }

        private void write(LiveRules rules, ProfileStore own) {
            write(rules, own, Long.MAX_VALUE);
        }

        private void write(LiveRules rules, ProfileStore own, long before) {
            LiveWriter writer = new LiveWriter(log, own, this::admit, rules, new ChangeFeed());
            while (writer.step(before) > 0) {
                Thread.onSpinWait();
            }
        }

        /** What a server does at its start with a store that goes by other definitions than those of today. */
        void start(ProfileStore own) {
            LiveRules kept = full().only(
                            DefinitionBook.ofCounts(full()).kept(own),
                            DefinitionBook.ofAudiences(full()).kept(own));
            Fill fill = new Fill(
                    new Fill.Rooms(lake, log, own, InstantSource.fixed(MIDDLE), Progress.SILENT),
                    full(),
                    List.of(),
                    before -> write(kept, own, before),
                    PROFILES_A_COMMIT);
            fill.count(kept.counting().definitions().keySet());
            fill.audiences();
        }

        /** Starts, and says whether that takes no more than so many commits; else it is broken off there. */
        boolean startsWithin(int commitsMax) {
            try {
                start(breaking(store, commitsMax));
                return true;
            } catch (BrokenOffException _) {
                return false;
            }
        }

        Admitted admit(io.tarn.model.event.RawEvent raw) {
            return new Admitted.Accepted(town.event(raw), List.of());
        }

        void run(LiveRules rules, List<Event> events, Instant until) {
            LiveWriter writer = new LiveWriter(log, store, this::admit, rules, new ChangeFeed());
            LakeSink sink = new LakeSink(
                    lake,
                    new LakeSink.Ports(log, store, this::admit, InstantSource.fixed(until)),
                    rules.counting(),
                    folder.resolve("sink"));
            List<LogEntry> entries = new ArrayList<>();
            events.forEach(event -> entries.add(new LogEntry.Received(town.raw(event))));
            entries.add(new LogEntry.Tick(until));
            log.append(entries).join();
            while (writer.step() > 0 || sink.flush() > 0) {
                Thread.onSpinWait();
            }
        }

        Map<String, List<Object>> persons() {
            TraitEngine engine = full().counting();
            Map<String, List<Object>> persons = new TreeMap<>();
            for (Profile profile : store.profilesAfter(Optional.empty(), 10_000)) {
                Set<AudienceName> audiences = store.findStandings(List.of(profile.id()))
                        .getOrDefault(profile.id(), Standing.NONE)
                        .audiences()
                        .keySet();
                persons.put(profile.id().value(), List.of(engine.values(profile), audiences));
            }
            return persons;
        }
    }

    @Test
    void definesLaterAsIfItHadAlwaysBeenSo() {
        Road always = new Road("always");
        always.run(full(), early, MIDDLE);
        Road later = new Road("later");
        later.run(before, early, MIDDLE);
        DefinitionBook.ofCounts(before).write(later.store);
        assertThat(DefinitionBook.ofCounts(full()).holdsFor(later.store)).isFalse();

        later.start(later.store);

        assertThat(later.persons()).isEqualTo(always.persons());
        assertThat(DefinitionBook.ofCounts(full()).holdsFor(later.store)).isTrue();
        assertThat(DefinitionBook.ofAudiences(full()).holdsFor(later.store)).isTrue();
        always.run(full(), late, END);
        later.run(full(), late, END);
        assertThat(later.persons()).isEqualTo(always.persons());
        assertThat(later.persons()).hasSizeGreaterThan(100);
        always.lake.close();
        later.lake.close();
    }

    @Test
    void aFillThatIsBrokenOffAnywhereIsMadeGoodByTheNextStart() {
        Road always = new Road("always");
        always.run(full(), early, MIDDLE);
        Map<String, List<Object>> expected = always.persons();
        Road later = new Road("later");
        later.run(before, early, MIDDLE);

        int commits = 0;
        for (Road broken = later.anew(before); !broken.startsWithin(commits); broken = later.anew(before)) {
            broken.start(broken.store);
            assertThat(broken.persons())
                    .as("broken off after %d commits", commits)
                    .isEqualTo(expected);
            commits++;
        }

        assertThat(commits).isGreaterThan(10);
        always.lake.close();
        later.lake.close();
    }
}
