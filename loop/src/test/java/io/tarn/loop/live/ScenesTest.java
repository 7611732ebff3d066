package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.admit.Admitted;
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
import io.tarn.model.log.LogEntry.GoldProfile;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.model.profile.TraitValue;
import io.tarn.storage.IdentifierState;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scenes of identity that tempt to join, or to part, the wrong persons. */
final class ScenesTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final SourceName WEB = new SourceName("web");

    private final Map<EventKey, Event> events = new HashMap<>();
    private final TestingEventLog log = new TestingEventLog(1_000_000);
    private final TestingProfileStore store = new TestingProfileStore();
    private final ChangeFeed feed = new ChangeFeed();
    private final ProfileReader reader = new ProfileReader(store);
    private final LiveWriter writer = new LiveWriter(
            log,
            store,
            raw -> new Admitted.Accepted(Objects.requireNonNull(events.get(raw.key())), List.of()),
            LiveRules.defaults(),
            feed);

    @Test
    void anAnonymousVisitorBecomesKnownAndKeepsThePast() {
        see(anonymous("a1"));
        see(anonymous("a1"), user("u1"));

        assertThat(found(user("u1"))).isEqualTo(found(anonymous("a1")));
        assertThat(found(user("u1")).recent()).hasSize(2);
    }

    @Test
    void twoDevicesOfOnePersonMergeAndBothIdsStillLeadThere() {
        see(anonymous("a1"));
        see(anonymous("a2"));
        ProfileId first = found(anonymous("a1")).id();
        ProfileId second = found(anonymous("a2")).id();
        List<ProfileChange> changes = new ArrayList<>();
        feed.subscribe(changes::add);

        see(anonymous("a1"), user("u1"));
        see(anonymous("a2"), user("u1"));

        assertThat(reader.find(first)).isEqualTo(reader.find(second)).isPresent();
        assertThat(changes.getLast().kind()).isEqualTo(ProfileChange.Kind.MERGED);
        assertThat(changes.getLast().absorbed()).hasSize(1);
    }

    @Test
    void onASharedComputerTheUserIdDecides() {
        see(anonymous("shared"), user("u1"));
        see(anonymous("shared"), user("u2"));
        see(anonymous("shared"), user("u1"));

        assertThat(found(user("u1")).id()).isNotEqualTo(found(user("u2")).id());
        assertThat(found(user("u1")).recent()).hasSize(2);
        assertThat(found(user("u2")).recent()).hasSize(1);
    }

    @Test
    void valuesThatMeanNobodyJoinNobody() {
        for (String nobody : List.of("null", "undefined", "0", "00000000-0000-0000-0000-000000000000", "-1", "N/A")) {
            see(user(nobody), anonymous("a-" + nobody));
        }

        assertThat(store.profileCount()).isEqualTo(6);
    }

    @Test
    void anEventOfNobodyMakesNoProfile() {
        see(user("null"), anonymous("undefined"));

        assertThat(store.profileCount()).isZero();
        assertThat(store.outgoing(10).getFirst().taken())
                .singleElement()
                .satisfies(taken -> assertThat(taken.profile()).isEmpty());
    }

    @Test
    void anEmailOfFiveThousandPersonsJoinsNone() {
        Identifier everyone = new Identifier(IdentifierType.EMAIL, "info@shop.example");
        for (int i = 0; i < 5000; i++) {
            see(user("u" + i), everyone);
        }

        assertThat(store.profileCount()).isEqualTo(5000);
        assertThat(store.findIdentifiers(List.of(everyone)).values())
                .allMatch(IdentifierState::quarantined)
                .hasSize(1);
        assertThat(found(user("u0")).identifiers()).doesNotContain(everyone);
    }

    @Test
    void anEmailThatJoinedDevicesFallsOutOnceItIsFoundToBeEveryones() {
        Identifier everyone = new Identifier(IdentifierType.EMAIL, "info@shop.example");
        see(anonymous("a1"));
        see(anonymous("a2"));
        see(anonymous("a1"), everyone);
        see(anonymous("a2"), everyone);
        assertThat(found(anonymous("a1"))).isEqualTo(found(anonymous("a2")));
        see(anonymous("a1"), user("u1"));

        for (int i = 10; i < 40; i++) {
            see(user("u" + i), everyone);
        }

        assertThat(found(anonymous("a1")).id())
                .isNotEqualTo(found(anonymous("a2")).id());
    }

    @Test
    void anAliasCycleEndsInOneProfile() {
        see(user("u1"));
        alias("u1", "a1");
        alias("u1", "a1");
        see(anonymous("a1"));

        assertThat(store.profileCount()).isEqualTo(1);
        assertThat(found(anonymous("a1"))).isEqualTo(found(user("u1")));
    }

    @Test
    void anAliasJoinsTwoAccountsOfOnePerson() {
        see(user("u1"));
        see(user("u2"));
        add(new Event.Alias(head(List.of(user("u1"))), user("u2")));

        assertThat(found(user("u1"))).isEqualTo(found(user("u2")));
    }

    @Test
    void aGoldRunAndALiveMergeDoNotUndoEachOther() {
        Identifier email = new Identifier(IdentifierType.EMAIL, "ann@town.example");
        see(anonymous("a1"));
        see(anonymous("a1"), email);
        ProfileId live = found(email).id();
        ProfileId gold = ProfileId.derive("crm", "1", 0);

        publish("run-1", gold, List.of(), email, "Ann");
        assertThat(found(anonymous("a1")).id()).isEqualTo(gold);
        assertThat(reader.find(live)).contains(found(email));
        publish("run-2", gold, List.of(), email, "Anna");

        assertThat(found(anonymous("a1")).id()).isEqualTo(gold);
        assertThat(found(anonymous("a1")).traits())
                .containsEntry("first_name", new TraitValue(new Value.Text("Anna"), "crm", NOON, "1"));
        assertThat(found(anonymous("a1")).constituents()).hasSize(2);
    }

    @Test
    void twoGoldProfilesThatShareAnEmailStayTwo() {
        Identifier email = new Identifier(IdentifierType.EMAIL, "home@town.example");

        publish("run-1", ProfileId.derive("crm", "1", 0), List.of(), email, "Ann");
        publish("run-1", ProfileId.derive("crm", "2", 0), List.of(), email, "Bob");

        assertThat(store.profileCount()).isEqualTo(2);
    }

    @Test
    void aGoldMergeTakesLivePartsAlong() {
        Identifier email = new Identifier(IdentifierType.EMAIL, "ann@town.example");
        ProfileId one = ProfileId.derive("crm", "1", 0);
        ProfileId other = ProfileId.derive("crm", "2", 0);
        publish("run-1", one, List.of(), email, "Ann");
        publish("run-1", other, List.of(), new Identifier(IdentifierType.EMAIL, "a@b.example"), "Ann");
        see(anonymous("a1"), email);

        publish("run-2", other, List.of(one), email, "Ann");

        assertThat(found(anonymous("a1"))).isEqualTo(reader.find(other).orElseThrow());
        assertThat(reader.find(one)).isEqualTo(reader.find(other));
    }

    @Test
    void aForgottenPersonLeavesNothingInTheStore() {
        see(anonymous("a1"), user("u1"));
        ProfileId id = found(user("u1")).id();

        log.append(List.of(new LogEntry.Forgotten(NOON, List.of(id), List.of())))
                .join();
        drain();

        assertThat(reader.find(id)).isEmpty();
        assertThat(store.findIdentifiers(List.of(user("u1"), anonymous("a1")))).isEmpty();
        assertThat(store.profileCount()).isZero();
    }

    private static Identifier user(String value) {
        return new Identifier(IdentifierType.USER_ID, value);
    }

    private static Identifier anonymous(String value) {
        return new Identifier(IdentifierType.ANONYMOUS_ID, value);
    }

    private Profile found(Identifier identifier) {
        return reader.find(identifier).orElseThrow();
    }

    private void see(Identifier... whom) {
        add(new Event.Page(head(List.of(whom)), "", Value.Fields.NONE));
    }

    private void alias(String user, String previous) {
        add(new Event.Alias(head(List.of(user(user))), anonymous(previous)));
    }

    private EventHead head(List<Identifier> whom) {
        Instant at = NOON.plusSeconds(events.size());
        return new EventHead(
                new EventKey(WEB, "m" + events.size()),
                at,
                Optional.empty(),
                at,
                RawEvent.Origin.LIVE,
                whom,
                Map.of(),
                Value.Fields.NONE);
    }

    private void add(Event event) {
        EventHead head = event.head();
        events.put(head.key(), event);
        log.append(List.of(new LogEntry.Received(
                        new RawEvent(head.key(), head.receivedAt(), RawEvent.Origin.LIVE, false, "{}"))))
                .join();
        drain();
    }

    private void publish(String run, ProfileId id, List<ProfileId> absorbed, Identifier identifier, String name) {
        TraitValue trait = new TraitValue(new Value.Text(name), "crm", NOON, "1");
        log.append(List.of(new LogEntry.Published(
                        NOON,
                        run,
                        List.of(new GoldProfile(id, absorbed, List.of(identifier), Map.of("first_name", trait))))))
                .join();
        drain();
    }

    private void drain() {
        int taken;
        do {
            taken = writer.step();
        } while (taken > 0);
    }
}
