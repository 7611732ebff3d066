package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.admit.Admitted;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.GoldPublication;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.LiveWriter;
import io.tarn.loop.live.ProfileReader;
import io.tarn.loop.testing.TestingHome;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.profile.Profile;
import io.tarn.storage.EventLog.Logged;
import io.tarn.storage.IdentifierState;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gold run found to be everybody's joins nobody live, as long as the newest run finds it so. */
final class PublishedQuarantineTest {
    private static final SourceName WEB = new SourceName("web");
    private static final Identifier EVERYONE = new Identifier(IdentifierType.EMAIL, "info@shop.example");
    private static final int PERSONS = 40;
    private static final int SHARING = 8;

    @TempDir
    private Path folder;

    private final TestingEventLog log = new TestingEventLog(1_000_000);
    private final TestingProfileStore store = new TestingProfileStore();
    private final Map<EventKey, Event> events = new HashMap<>();
    private final LiveWriter writer = writer(store);
    private final ProfileReader reader = new ProfileReader(store);
    private TestingHome home;
    private GoldPublication publication;

    @BeforeEach
    void openTheHome() {
        home = TestingHome.of(folder.resolve("home"), folder.resolve("crm.csv"), IdentityRules.defaults());
        publication = new GoldPublication(home.lake(), log, store, home::tick);
    }

    @AfterEach
    void closeTheHome() {
        home.close();
    }

    @Test
    void aJunkEmailJoinsNobodyUntilALaterRunReleasesIt() throws IOException {
        run(SHARING);
        see(anonymous("a1"), EVERYONE);
        see(anonymous("a2"), EVERYONE);
        assertThat(home.rows("SELECT DISTINCT quarantined FROM identity.identifiers WHERE value = '" + EVERYONE.value()
                        + "'"))
                .containsExactly("true");

        assertThat(found(anonymous("a1")).id())
                .isNotEqualTo(found(anonymous("a2")).id());
        assertThat(store.findIdentifiers(List.of(EVERYONE))).containsValue(IdentifierState.quarantined(0));
        assertThat(reader.find(EVERYONE)).isEmpty();

        run(1);
        see(anonymous("a1"), EVERYONE);
        see(anonymous("a2"), EVERYONE);

        assertThat(found(anonymous("a1"))).isEqualTo(found(anonymous("a2"))).isEqualTo(found(EVERYONE));
        assertThat(found(EVERYONE).traits()).containsKey("last_name");
        assertIsRebuilt();
    }

    @Test
    void whatItJoinedBeforeFallsApartAgain() throws IOException {
        run(1);
        see(anonymous("a1"));
        see(anonymous("a1"), EVERYONE);
        see(anonymous("a2"));
        see(anonymous("a2"), EVERYONE);
        assertThat(found(anonymous("a1"))).isEqualTo(found(anonymous("a2"))).isEqualTo(found(EVERYONE));

        run(SHARING);

        assertThat(found(anonymous("a1")).id())
                .isNotEqualTo(found(anonymous("a2")).id());
        assertThat(found(anonymous("a1")).identifiers()).containsExactly(anonymous("a1"));
        assertIsRebuilt();
    }

    /** No row of gold says it any more, so no profile is published with it. */
    @Test
    void oneThatNoRecordHasAnyMoreJoinsAgain() throws IOException {
        run(SHARING);
        run(0);
        see(anonymous("a1"), EVERYONE);
        see(anonymous("a2"), EVERYONE);

        assertThat(found(anonymous("a1"))).isEqualTo(found(anonymous("a2")));
        assertIsRebuilt();
    }

    @Test
    void anUnchangedRunSaysNothingTwice() throws IOException {
        run(SHARING);
        run(SHARING);

        assertThat(log.read(0, 10_000).stream().map(Logged::entry).filter(LogEntry.Quarantined.class::isInstance))
                .singleElement()
                .satisfies(one ->
                        assertThat(((LogEntry.Quarantined) one).quarantined()).containsExactly(EVERYONE));
    }

    /** Versions of before are about to leave: what is not published yet is told then. */
    @Test
    void whatIsReleasedBeforeItCouldBePublishedJoinsAgain() throws IOException {
        run(SHARING);
        unify(0);
        log.append(GoldPublication.repinned(home.lake(), store, home.tick())).join();
        drain(writer);

        assertThat(store.findIdentifiers(List.of(EVERYONE))).isEmpty();
        assertThat(publication.publishNewest().orElseThrow()).isEqualTo(PERSONS);
    }

    /** Lets gold know customers, so many of whom share one address. */
    private void run(int sharing) throws IOException {
        unify(sharing);
        publication.publishNewest();
        drain(writer);
    }

    private void unify(int sharing) throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,first_name,last_name,birth_date,city,email"));
        for (int i = 0; i < PERSONS; i++) {
            lines.add("c" + i + ",First" + word(i) + ",Last" + word(i * 7 + 3) + ",19" + (40 + i) + "-0" + (1 + i % 9)
                    + "-1" + i % 9 + ",Town" + word(i * 3) + ","
                    + (i < sharing ? EVERYONE.value() : word(i) + "@own.example"));
        }
        Files.write(folder.resolve("crm.csv"), lines);
        assertThat(home.unify(GoldOrder.Rerun.ALWAYS)).isInstanceOf(GoldOutcome.Completed.class);
    }

    private static String word(int number) {
        return "" + (char) ('a' + number % 26) + (char) ('a' + number * 11 / 26 % 26) + (char) ('a' + number * 5 % 26);
    }

    private LiveWriter writer(TestingProfileStore into) {
        return new LiveWriter(
                log,
                into,
                raw -> new Admitted.Accepted(Objects.requireNonNull(events.get(raw.key())), List.of()),
                LiveRules.defaults(),
                new ChangeFeed());
    }

    private static void drain(LiveWriter writer) {
        int taken;
        do {
            taken = writer.step();
        } while (taken > 0);
    }

    private void see(Identifier... whom) {
        EventHead head = new EventHead(
                new EventKey(WEB, "m" + events.size()),
                home.tick(),
                Optional.empty(),
                home.tick(),
                RawEvent.Origin.LIVE,
                List.of(whom),
                Map.of(),
                Value.Fields.NONE);
        events.put(head.key(), new Event.Page(head, "", Value.Fields.NONE));
        log.append(List.of(new LogEntry.Received(
                        new RawEvent(head.key(), head.receivedAt(), RawEvent.Origin.LIVE, false, "{}"))))
                .join();
        drain(writer);
    }

    private static Identifier anonymous(String value) {
        return new Identifier(IdentifierType.ANONYMOUS_ID, value);
    }

    private Profile found(Identifier identifier) {
        return reader.find(identifier).orElseThrow();
    }

    private void assertIsRebuilt() {
        TestingProfileStore anew = new TestingProfileStore();
        drain(writer(anew));

        List<Identifier> some = List.of(EVERYONE, anonymous("a1"), anonymous("a2"));
        assertThat(anew.findIdentifiers(some)).isEqualTo(store.findIdentifiers(some));
        assertThat(anew.profilesAfter(Optional.empty(), 1_000)).isEqualTo(store.profilesAfter(Optional.empty(), 1_000));
    }
}
