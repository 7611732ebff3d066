package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.admit.Admitted;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import io.tarn.wire.campaign.CampaignCodec;
import io.tarn.wire.view.Disclosure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trigger holds in a dry run for whom it held live: the same events are told, then the same persons asked for. */
final class SimulatedTriggerTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final SourceName WEB = new SourceName("web");
    private static final int PERSONS = 90;
    private static final int EVENTS = 900;
    private static final List<String> CONDITIONS = List.of(
            "{property: total, at_least: 20}",
            "{property: total, below: 20}",
            "{property: total, above: 3.5}, {property: kind, not_equal: gift}",
            "{property: kind, equal: gift}",
            "{property: kind, contains: o}",
            "{property: item.color, exists: true}",
            "{property: item.color, equal: red}, {property: total, at_most: 40}");

    @TempDir
    private Path folder;

    private final Random random = new Random(20260504);
    private final Map<EventKey, Event> events = new HashMap<>();
    private final TestingEventLog log = new TestingEventLog(1_000_000);
    private final TestingProfileStore store = new TestingProfileStore();

    @Test
    void holdsForWhomItHeldLive() {
        LiveRules live = rules("live");
        LiveWriter writer = new LiveWriter(log, store, this::admit, live, new ChangeFeed());
        try (DeltaLake lake = DeltaLake.open(folder.resolve("home"), DeltaLakeConfig.defaults())) {
            LakeSink sink = new LakeSink(
                    lake,
                    new LakeSink.Ports(log, store, this::admit, () -> NOON),
                    live.counting(),
                    folder.resolve("sink"));
            for (int i = 0; i < EVENTS; i++) {
                append(event(i));
                if (i % 100 == 99) {
                    drain(writer);
                }
                if (i == EVENTS * 2 / 3) {
                    // What is told later has not reached the lake when it is asked for.
                    sink.flush();
                }
            }
            drain(writer);
            assertThat(store.outgoing(1)).isNotEmpty();

            Simulation simulation = new Simulation(new Simulation.Rooms(lake, log, store, this::admit), rules("tried"));
            for (int i = 0; i < CONDITIONS.size(); i++) {
                Set<ProfileId> expected = setOffLive(new CampaignName("live_" + i));
                assertThat(tried(simulation, new CampaignName("tried_" + i)))
                        .as(CONDITIONS.get(i))
                        .isEqualTo(expected)
                        .hasSizeBetween(3, PERSONS - 3);
            }
        }
    }

    private static LiveRules rules(String prefix) {
        return new LiveRules(
                IdentifierRules.defaults(),
                List.of(),
                IdentityRules.defaults(),
                new CampaignRules(
                        List.of(),
                        java.util.stream.IntStream.range(0, CONDITIONS.size())
                                .mapToObj(i -> campaign(prefix + "_" + i, CONDITIONS.get(i)))
                                .toList(),
                        Set.of(),
                        Guardrails.defaults(),
                        Map.of(),
                        Optional.empty(),
                        Map.of()));
    }

    private static Campaign campaign(String name, String conditions) {
        return CampaignCodec.read("""
                name: %s
                goal: {event: Order Completed}
                trigger: {event: Cart Updated, where: [%s]}
                steps:
                - {name: first, delay: 300 days, channel: email, template: hello}
                """.formatted(name, conditions), "campaigns/" + name + ".yaml");
    }

    /** Those for whom the campaign's message waits. */
    private Set<ProfileId> setOffLive(CampaignName campaign) {
        Set<ProfileId> off = new TreeSet<>();
        for (Profile profile : store.profilesAfter(Optional.empty(), 1_000)) {
            Map<ProfileId, Standing> standings = store.findStandings(
                    profile.constituents().stream().map(Constituent::id).toList());
            if (standings.values().stream()
                    .flatMap(one -> one.plans().stream())
                    .anyMatch(plan -> plan.campaign().equals(campaign))) {
                off.add(profile.id());
            }
        }
        return off;
    }

    private static Set<ProfileId> tried(Simulation simulation, CampaignName campaign) {
        Set<ProfileId> tried = new TreeSet<>();
        simulation
                .simulate(new SimulationOrder(
                        campaign, NOON.plusSeconds(EVENTS), Duration.ofDays(30), 100, Disclosure.MASKED))
                .samples()
                .forEach(one -> tried.add(one.profile()));
        return tried;
    }

    private Event event(int number) {
        Instant at = NOON.plusSeconds(number);
        int person = random.nextInt(PERSONS);
        List<Identifier> whom = random.nextInt(40) == 0
                ? List.of(anonymous(person), new Identifier(IdentifierType.USER_ID, "u" + person / 2))
                : List.of(anonymous(person));
        EventHead head = new EventHead(
                new EventKey(WEB, "m" + number),
                at,
                Optional.empty(),
                at,
                RawEvent.Origin.LIVE,
                whom,
                Map.of(),
                Value.Fields.NONE);
        String name = random.nextInt(5) < 2 ? "Cart Updated" : "Page Seen";
        return new Event.Track(head, name, properties());
    }

    private Value.Fields properties() {
        Map<String, Value> properties = new HashMap<>();
        if (random.nextInt(3) > 0) {
            String total =
                    List.of("2", "3.5", "19.99", "20", "20.00", "41", "many").get(random.nextInt(7));
            properties.put("total", new Value.Text(total));
        }
        if (random.nextInt(4) == 0) {
            properties.put("kind", new Value.Text(List.of("gift", "loan", "buy").get(random.nextInt(3))));
        }
        if (random.nextInt(4) == 0) {
            String color = random.nextBoolean() ? "red" : "";
            properties.put("item", new Value.Fields(Map.of("color", new Value.Text(color))));
        }
        return new Value.Fields(properties);
    }

    private static Identifier anonymous(int person) {
        return new Identifier(IdentifierType.ANONYMOUS_ID, "a" + person);
    }

    private void append(Event event) {
        EventHead head = event.head();
        events.put(head.key(), event);
        log.append(List.of(
                        new LogEntry.Received(new RawEvent(head.key(), head.receivedAt(), head.origin(), false, "{}"))))
                .join();
    }

    private Admitted admit(RawEvent raw) {
        return new Admitted.Accepted(Objects.requireNonNull(events.get(raw.key())), List.of());
    }

    private static void drain(LiveWriter writer) {
        int taken;
        do {
            taken = writer.step();
        } while (taken > 0);
    }
}
