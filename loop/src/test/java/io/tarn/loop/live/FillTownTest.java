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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is defined later counts, and lets in, as if it had always been there. */
final class FillTownTest {
    private static final int DAYS = 40;
    private static final Instant MIDDLE = Town.START.plus(Duration.ofDays(25));
    private static final Instant END = Town.START.plus(Duration.ofDays(DAYS + 1));

    private static final List<ComputedTrait> TRAITS = List.of(
            trait("orders", "Order Completed", Function.COUNT, Optional.empty(), Optional.empty()),
            trait("spend_10d", "Order Completed", Function.SUM, Optional.of("price"), Optional.of(Duration.ofDays(10))),
            trait("last_item", "page", Function.LAST, Optional.of("item"), Optional.empty()));

    /** One is gone, one meant something else. */
    private static final List<ComputedTrait> BEFORE = List.of(
            TRAITS.get(0),
            trait("last_item", "Order Completed", Function.LIST, Optional.of("item"), Optional.of(Duration.ofDays(9))),
            trait("dropped", "page", Function.COUNT, Optional.empty(), Optional.of(Duration.ofDays(5))));

    @TempDir
    private Path folder;

    private final Town town = new Town(31, 120, DAYS);

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

    /** A log and what follows it. */
    private final class Road {
        private final TestingEventLog log = new TestingEventLog(1_000_000);
        private final ProfileStore store = new TestingProfileStore();
        private final DeltaLake lake;

        Road(String name) {
            lake = DeltaLake.open(folder.resolve(name), DeltaLakeConfig.defaults());
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
        List<Event> events = town.events().stream()
                .sorted(Comparator.comparing((Event one) -> one.head().receivedAt()))
                .toList();
        List<Event> early = events.stream()
                .filter(one -> !one.head().receivedAt().isAfter(MIDDLE))
                .toList();
        List<Event> late = events.subList(early.size(), events.size());
        Road always = new Road("always");
        always.run(full(), early, MIDDLE);
        Road later = new Road("later");
        LiveRules before = rules(BEFORE, CampaignRules.NONE);
        later.run(before, early, MIDDLE);
        DefinitionBook.ofCounts(before).write(later.store);
        assertThat(DefinitionBook.ofCounts(full()).holdsFor(later.store)).isFalse();

        Fill fill = new Fill(
                new Fill.Rooms(later.lake, later.log, later.store, InstantSource.fixed(MIDDLE), Progress.SILENT),
                full());
        fill.count(before.only(DefinitionBook.ofCounts(full()).kept(later.store), Set.of())
                .counting()
                .definitions()
                .keySet());
        fill.audiences();

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
}
