package io.tarn.loop.engage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.engage.delivery.Backoff;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.log.LogEntry;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.local.LocalEventLog;
import io.tarn.storage.local.LocalProfileStore;
import io.tarn.storage.local.LocalStorageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery on disk: how fast, how soon, and what is left of a process that is killed in the middle. */
class DeliveryLoadTest {
    private static final LocalStorageConfig STORAGE = LocalStorageConfig.defaults();
    private static final int MESSAGES = 10_000;
    private static final int KILLED_AFTER = 4_000;
    private static final int APPENDED_AT_ONCE = 500;
    private static final int WRITTEN_AT_ONCE = 2_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Test
    void handsEachOfManyOverOnceThoughItIsKilledInTheMiddle(@TempDir Path home) throws InterruptedException {
        Instant at = Instant.now();
        Map<MessageId, AtomicInteger> taken = new ConcurrentHashMap<>();
        AtomicInteger count = new AtomicInteger();
        Consumer<Message> take = message -> {
            taken.computeIfAbsent(message.id(), _ -> new AtomicInteger()).incrementAndGet();
            count.incrementAndGet();
        };
        long startNanos = System.nanoTime();
        try (EventLog disk = LocalEventLog.open(home, STORAGE);
                ProfileStore store = LocalProfileStore.open(home, STORAGE)) {
            queue(disk, at);
            MortalLog log = new MortalLog(disk, Optional::empty);
            Consumer<Message> deadly = message -> {
                take.accept(message);
                if (count.get() >= KILLED_AFTER) {
                    log.die();
                }
            };
            startNanos = System.nanoTime();
            TestingWriter writer = new TestingWriter(log, store, WRITTEN_AT_ONCE);
            try (writer;
                    Delivery delivery = open(log, store, Duration.ZERO, deadly)) {
                writer.start(delivery::wake);
                writer.await(() -> count.get() >= KILLED_AFTER);
            }
        }
        report("until it was killed", count.get(), startNanos);

        try (EventLog log = LocalEventLog.open(home, STORAGE);
                ProfileStore store = LocalProfileStore.open(home, STORAGE)) {
            int before = count.get();
            startNanos = System.nanoTime();
            TestingWriter writer = new TestingWriter(log, store, WRITTEN_AT_ONCE);
            DeliveryStatus status;
            try (writer;
                    Delivery delivery = open(log, store, Duration.ofSeconds(30), take)) {
                writer.start(delivery::wake);
                writer.await(() -> before
                                        + delivery.status().delivered()
                                        + delivery.status().uncertain()
                                >= MESSAGES
                        && store.offset() == log.nextOffset()
                        && store.dispatchesBegun().isEmpty()
                        && store.dispatchesDue(Instant.MAX, 1).isEmpty());
                status = delivery.status();
            }
            report("after that", count.get() - before, startNanos);
            System.out.println("Uncertain: " + status.uncertain());

            assertThat(store.dispatchesBegun()).isEmpty();
            assertThat(status.uncertain())
                    .isLessThanOrEqualTo(DeliveryConfig.defaults().workers());
            assertThat(taken.values()).allSatisfy(times -> assertThat(times).hasValue(1));
            assertThat(taken.size()).isBetween(MESSAGES - (int) status.uncertain(), MESSAGES);
        }
    }

    @Test
    void handsOverSoonAfterItIsWoken(@TempDir Path home) throws InterruptedException {
        AtomicLong takenNanos = new AtomicLong();
        List<Long> millis = new ArrayList<>();
        try (EventLog log = LocalEventLog.open(home, STORAGE);
                ProfileStore store = LocalProfileStore.open(home, STORAGE)) {
            Map<MessageId, CountDownLatch> latches = new ConcurrentHashMap<>();
            TestingWriter writer = new TestingWriter(log, store, WRITTEN_AT_ONCE);
            try (writer;
                    Delivery delivery = open(log, store, Duration.ofSeconds(30), message -> {
                        takenNanos.set(System.nanoTime());
                        latches.getOrDefault(message.id(), new CountDownLatch(1))
                                .countDown();
                    })) {
                writer.start(delivery::wake);
                for (int i = 0; i < 30; i++) {
                    Instant at = Instant.now();
                    CountDownLatch latch = new CountDownLatch(1);
                    latches.put(TestingWriter.id("m" + i, at), latch);
                    log.append(List.of(TestingWriter.queueing("m" + i, at))).join();
                    long queuedNanos = System.nanoTime();
                    latch.await();
                    millis.add((takenNanos.get() - queuedNanos) / NANOS_PER_MILLI);
                }
            }
        }
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.println("From the log to the channel: " + sorted.get(sorted.size() / 2) + " ms in the middle, "
                + sorted.getLast() + " ms at most");
        assertThat(sorted.get(sorted.size() / 2)).isLessThan(100);
    }

    private static void queue(EventLog log, Instant at) {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            entries.add(TestingWriter.queueing("m" + i, at));
            if (entries.size() == APPENDED_AT_ONCE) {
                log.append(List.copyOf(entries)).join();
                entries.clear();
            }
        }
    }

    /** Woken by commits alone. */
    private static Delivery open(EventLog log, ProfileStore store, Duration closeWaitMax, Consumer<Message> take) {
        DeliveryConfig usual = DeliveryConfig.defaults();
        return new Delivery(
                new Delivery.Ports(
                        log,
                        store,
                        journal -> List.of(new TestingChannel(journal, TestingChannel.Way.taking(take))),
                        InstantSource.system()),
                new DeliveryConfig(
                        usual.workers(),
                        usual.atHandMax(),
                        Duration.ofMinutes(1),
                        usual.intentWaitMax(),
                        closeWaitMax,
                        Backoff.DEFAULT),
                () -> KillSwitch.RELEASED,
                StillWanted.ALWAYS);
    }

    private static void report(String when, int messages, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        System.out.printf("%d messages %s, %.0f a second%n", messages, when, messages / seconds);
    }
}
