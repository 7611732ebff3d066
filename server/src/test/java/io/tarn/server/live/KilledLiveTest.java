package io.tarn.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.log.LogEntry;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.http.KeyRing;
import io.tarn.storage.EventLog;
import io.tarn.storage.EventLog.Logged;
import io.tarn.storage.Registry;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import io.tarn.storage.local.SqliteRegistry;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed again and again while several send to it over HTTP: what it acknowledged is in the lake once, in
 * order by person, and the lake equals the log.
 */
@Timeout(value = 4, unit = TimeUnit.HOURS)
final class KilledLiveTest {
    /** In the gate; {@code -Dtarn.kills=50} kills for longer. */
    private static final int KILLS = Integer.getInteger("tarn.kills", 6);

    private static final long SEED = 20261121;
    private static final int BATCHES_MAX = 120;

    private final List<Sender> senders =
            Stream.of("a", "b", "c", "d").map(Sender::new).toList();

    @Test
    void whatWasAcknowledgedIsInTheLakeOnceAndInOrder(@TempDir Path folder) throws Exception {
        Home home = new Home(folder).prepare();
        try (Registry registry = SqliteRegistry.open(home.root())) {
            registry.add(new ApiKey("web", KeyRing.hash("key-web"), Scope.COLLECT, Optional.of("web"), Instant.EPOCH));
        }
        Random chance = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            sendAndKill(home.root(), 1 + chance.nextInt(BATCHES_MAX));
        }

        assertThat(senders)
                .allSatisfy(sender -> assertThat(sender.acknowledged()).isPositive());
        try (House house = House.open(home);
                LiveHouse live = LiveHouse.open(house, java.net.URI.create("http://127.0.0.1:8080"), Set.of())) {
            live.settle();
            try (LakeSession session = house.lake().open(new ReadPoint.Latest())) {
                assertOnceAndInOrder(session);
                assertThat(session.query(
                                Statement.of("SELECT log_offset, message_id FROM bronze.events ORDER BY log_offset"),
                                row -> row.number(0) + " " + row.text(1)))
                        .isEqualTo(entries(live.log()));
            }
        }
    }

    private void assertOnceAndInOrder(LakeSession session) {
        assertThat(number(session, "SELECT count(*) - count(DISTINCT message_id) FROM silver.events"))
                .isZero();
        for (Sender sender : senders) {
            assertThat(number(
                            session,
                            "SELECT count(*) FROM silver.events WHERE message_id LIKE '" + sender.name()
                                    + "%' AND CAST(substr(message_id, 2) AS BIGINT) < " + sender.acknowledged()))
                    .as("events of %s", sender.name())
                    .isEqualTo(sender.acknowledged());
        }
        assertThat(number(
                        session,
                        "SELECT count(*) FROM (SELECT CAST(properties['step'] AS BIGINT) AS step,"
                                + " max(CAST(properties['step'] AS BIGINT)) OVER (PARTITION BY profile_id ORDER BY log_offset"
                                + " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM silver.events)"
                                + " s WHERE step < before"))
                .as("events out of order within a person")
                .isZero();
        assertThat(number(session, "SELECT count(DISTINCT profile_id) FROM silver.events"))
                .isEqualTo((long) senders.size() * Sender.PERSONS);
    }

    /** Lets all send, and kills the server in the midst of it, some batches later. */
    private void sendAndKill(Path home, int batches) throws Exception {
        ServedChild server = ServedChild.start(home);
        CountDownLatch sent = new CountDownLatch(batches);
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Sender sender : senders) {
                running.add(threads.submit(() -> {
                    sender.send(client, server.address(), sent::countDown);
                    return null;
                }));
            }
            sent.await();
            server.kill();
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static List<String> entries(EventLog log) {
        List<String> entries = new ArrayList<>();
        for (long next = log.firstOffset(); next < log.nextOffset(); ) {
            List<Logged> read = log.read(next, 1_000);
            for (Logged one : read) {
                if (one.entry() instanceof LogEntry.Received(var event)) {
                    entries.add(one.offset() + " " + event.key().messageId());
                }
            }
            next = read.getLast().offset() + 1;
        }
        return entries;
    }

    private static long number(LakeSession session, String sql) {
        return session.query(Statement.of(sql), row -> row.number(0)).getFirst();
    }
}
