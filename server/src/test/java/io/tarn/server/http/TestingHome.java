package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.model.profile.RecentEvent;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.live.LiveHouse;
import io.tarn.storage.Registry;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import io.tarn.storage.local.SqliteRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A home on disk with its live rooms open. The key of each event source is {@code key-} and its name. */
final class TestingHome implements AutoCloseable {
    static final String ADMIN = "key-admin";

    private final House house;
    private final LiveHouse live;
    private final ChangeFeed.Subscription changes;
    private final Map<String, Set<EventKey>> seen = new HashMap<>();

    TestingHome(Path folder, List<String> sources) {
        Home home = new Home(folder.resolve("home")).prepare();
        try (Registry registry = SqliteRegistry.open(home.root())) {
            for (String source : sources) {
                registry.add(new ApiKey(
                        source, KeyRing.hash("key-" + source), Scope.COLLECT, Optional.of(source), Instant.EPOCH));
            }
        }
        house = House.open(home);
        live = LiveHouse.open(house, java.net.URI.create("http://127.0.0.1:8080"), Set.of(ADMIN));
        changes = live.rooms().changes().subscribe(this::note);
    }

    /** One accepted event in the lake: {@code type name}, and the profile that it was written on. */
    record Landed(String event, String messageId, String profile) {}

    LiveRooms rooms() {
        return live.rooms();
    }

    /** Waits until all that was taken is in the lake. */
    void settle() {
        live.settle();
    }

    /** Waits until so many events of a source are on profiles. */
    synchronized void await(String source, int events, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (arrived(source) < events) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("Of " + events + " events of " + source + " only " + arrived(source)
                        + " arrived within " + wait.toSeconds() + " seconds.");
            }
            wait(millis);
        }
    }

    /**
     * What the lake has of a source, in the order of the log, once all that was taken is there. Asserts that each event is
     * there once and that all are one person's today, who is known by e-mail address, user id and anonymous id.
     */
    List<Landed> onePerson(String source) {
        List<Landed> landed = landed(source);
        Profile person = whoHas("email:" + source + "@example.org");

        assertThat(landed).extracting(Landed::messageId).doesNotHaveDuplicates();
        assertThat(person.constituents().stream()
                        .mapToLong(Constituent::eventCount)
                        .sum())
                .isEqualTo(landed.size());
        assertThat(landed)
                .allSatisfy(
                        one -> assertThat(whoHas("id:" + one.profile()).id()).isEqualTo(person.id()));
        assertThat(whoHas("user_id:" + source + "-user").id()).isEqualTo(person.id());
        assertThat(whoHas("anonymous_id:" + source + "-visitor").id()).isEqualTo(person.id());
        return landed;
    }

    /** Holds no lock: what it waits for needs one in {@link #note}. */
    private List<Landed> landed(String source) {
        live.settle();
        try (LakeSession session = house.lake().open(new ReadPoint.Latest())) {
            return session.query(
                    Statement.of(
                            "SELECT type || ' ' || name, message_id, profile_id FROM silver.events WHERE source = '"
                                    + source + "' ORDER BY log_offset"),
                    row -> new Landed(
                            String.valueOf(row.text(0)), String.valueOf(row.text(1)), String.valueOf(row.text(2))));
        }
    }

    private Profile whoHas(String key) {
        int colon = key.indexOf(':');
        String value = key.substring(colon + 1);
        return key.startsWith("id:")
                ? rooms().profiles().find(new ProfileId(value)).orElseThrow()
                : rooms().profiles()
                        .find(new Identifier(new IdentifierType(key.substring(0, colon)), value))
                        .orElseThrow();
    }

    private int arrived(String source) {
        return seen.getOrDefault(source, Set.of()).size();
    }

    private synchronized void note(ProfileChange change) {
        change.event().map(RecentEvent::key).ifPresent(key -> {
            seen.computeIfAbsent(key.source().value(), _ -> new HashSet<>()).add(key);
            notifyAll();
        });
    }

    @Override
    public void close() {
        changes.close();
        live.close();
        house.close();
    }
}
