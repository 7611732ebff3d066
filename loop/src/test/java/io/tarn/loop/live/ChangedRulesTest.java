package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.admit.Admitted;
import io.tarn.lake.table.EngagementTables;
import io.tarn.model.decision.DoNotContact;
import io.tarn.model.decision.Plan;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.model.message.OutcomeEvent;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.storage.Outgoing;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands of a person when audiences and campaigns come, go, or rest while a store catches up. */
final class ChangedRulesTest {
    private static final Instant MORNING = Instant.parse("2026-05-04T08:00:00Z");
    private static final SourceName WEB = new SourceName("web");
    private static final Identifier ANN = new Identifier(new IdentifierType("email"), "ann@example.org");
    private static final LiveRules ALL =
            new LiveRules(IdentifierRules.defaults(), List.of(), IdentityRules.defaults(), TownCampaigns.rules());

    private final Map<EventKey, Event> events = new HashMap<>();
    private final TestingEventLog log = new TestingEventLog(1_000_000);
    private final TestingProfileStore store = new TestingProfileStore();

    @Test
    void whatWaitsForACampaignThatRestsWaitsOn() {
        see(ALL, WEB, "Cart Updated", MORNING, Map.of("total", new Value.Decimal(BigDecimal.valueOf(30))));
        List<Plan> waiting = standing().plans();
        assertThat(waiting).extracting(plan -> plan.campaign().value()).contains("cart");
        List<String> decisions = rows(EngagementTables.DECISIONS.name().toString());

        LiveRules less = ALL.only(ALL.counting().definitions().keySet(), Set.of());
        assertThat(less.campaigns().resting()).contains(waiting.getFirst().campaign());
        see(less, WEB, "Viewed", MORNING.plus(Duration.ofHours(2)), Map.of());
        pass(less, MORNING.plus(Duration.ofHours(3)));
        assertThat(standing().plans()).isEqualTo(waiting);
        assertThat(rows(EngagementTables.DECISIONS.name().toString())).isEqualTo(decisions);

        pass(ALL, MORNING.plus(Duration.ofHours(4)));
        assertThat(rows(EngagementTables.DECISIONS.name().toString()))
                .anyMatch(row -> row.contains("\"campaign\":\"cart\"") && row.contains("\"verdict\":\"sent\""));
    }

    @Test
    void whoeverIsInAnAudienceThatIsLookedAtLaterStaysInIt() {
        see(ALL, WEB, "Order Completed", MORNING, Map.of());
        assertThat(standing().audiences().keySet()).extracting(Object::toString).contains("buyers");

        see(ALL.only(Set.of(), Set.of()), WEB, "Viewed", MORNING.plus(Duration.ofHours(1)), Map.of());

        assertThat(standing().audiences().keySet()).extracting(Object::toString).contains("buyers");
    }

    @Test
    void aComplaintCountsThoughNoCampaignIsLeft() {
        see(LiveRules.defaults(), WEB, "Viewed", MORNING, Map.of());
        see(
                LiveRules.defaults(),
                SourceName.TARN,
                OutcomeEvent.COMPLAINED.event(),
                MORNING.plusSeconds(9),
                Map.of("channel", new Value.Text("email")));

        assertThat(standing().doNotContact())
                .extracting(DoNotContact::cause)
                .containsExactly(DoNotContact.Cause.COMPLAINED);
        assertThat(rows(EngagementTables.OUTCOMES.name().toString())).hasSize(1);
        assertThat(rows(EngagementTables.DO_NOT_CONTACT.name().toString()))
                .singleElement()
                .asString()
                .contains("\"channel\":\"email\",\"cause\":\"complained\"");
    }

    private Standing standing() {
        return store.profilesAfter(Optional.empty(), 10).stream()
                .map(profile -> store.findStandings(List.of(profile.id())).getOrDefault(profile.id(), Standing.NONE))
                .findFirst()
                .orElseThrow();
    }

    private List<String> rows(String table) {
        return store.outgoing(1_000).stream()
                .flatMap(one -> one.rows().stream())
                .filter(row -> row.table().equals(table))
                .map(Outgoing.Row::json)
                .toList();
    }

    private void see(LiveRules rules, SourceName source, String name, Instant at, Map<String, Value> details) {
        EventHead head = new EventHead(
                new EventKey(source, "m" + events.size()),
                at,
                Optional.empty(),
                at,
                RawEvent.Origin.LIVE,
                List.of(ANN),
                Map.of("marketing", true),
                Value.Fields.NONE);
        events.put(head.key(), new Event.Track(head, name, new Value.Fields(details)));
        append(rules, new LogEntry.Received(new RawEvent(head.key(), at, RawEvent.Origin.LIVE, false, "{}")));
    }

    private void pass(LiveRules rules, Instant asOf) {
        append(rules, new LogEntry.Tick(asOf));
    }

    private void append(LiveRules rules, LogEntry entry) {
        log.append(List.of(entry)).join();
        LiveWriter writer = new LiveWriter(
                log,
                store,
                raw -> new Admitted.Accepted(Objects.requireNonNull(events.get(raw.key())), List.of()),
                rules,
                new ChangeFeed());
        Stream.generate(writer::step).takeWhile(taken -> taken > 0).forEach(_ -> {});
    }
}
