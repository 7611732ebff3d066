package io.tarn.loop.engage;

import io.tarn.engage.delivery.Backoff;
import io.tarn.engage.delivery.Channel;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.loop.engage.TestingChannel.Way;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Dispatch.State;
import io.tarn.storage.EventLog.Logged;
import io.tarn.testing.TestingDispatch;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** A delivery between a log, a store, a writer and a channel, all in memory, at a time that a test sets. */
final class TestingRoad implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    static final DeliveryConfig CONFIG = new DeliveryConfig(
            4,
            64,
            Duration.ofMillis(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            new Backoff(Duration.ofMinutes(1), Duration.ofHours(1), 2));

    final AtomicReference<Optional<MortalLog.Fault>> fault = new AtomicReference<>(Optional.empty());
    final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    final AtomicReference<KillSwitch> killSwitch = new AtomicReference<>(KillSwitch.RELEASED);
    final AtomicReference<StillWanted> wanted = new AtomicReference<>(StillWanted.ALWAYS);
    final ConcurrentLinkedQueue<Message> taken = new ConcurrentLinkedQueue<>();
    final MortalLog log;
    final TestingProfileStore store = new TestingProfileStore();
    final TestingWriter writer;

    private final TestingEventLog kept = new TestingEventLog(10_000);
    private Optional<Delivery> delivery = Optional.empty();

    TestingRoad() {
        log = new MortalLog(kept, fault::get);
        writer = new TestingWriter(log, store, 100);
    }

    MessageId queue(String name) {
        log.append(List.of(TestingWriter.queueing(name, NOON))).join();
        return TestingWriter.id(name, NOON);
    }

    void start(Way way) {
        start(way, killSwitch::get);
    }

    void start(Way way, Supplier<KillSwitch> pulled) {
        start(open(journal -> List.of(new TestingChannel(journal, way)), pulled));
    }

    void start(Delivery opened) {
        delivery = Optional.of(opened);
        writer.start(opened::wake);
    }

    Delivery open(Function<DeliveryJournal, List<Channel>> channels, Supplier<KillSwitch> pulled) {
        return new Delivery(
                new Delivery.Ports(log, store, channels, now::get),
                CONFIG,
                pulled,
                dispatch -> wanted.get().refusal(dispatch));
    }

    Delivery delivery() {
        return delivery.orElseThrow();
    }

    Dispatch find(MessageId message) {
        return store.findDispatch(message)
                .orElseGet(() -> TestingDispatch.queued(ProfileId.derive("web", "nobody", 0), "nobody", NOON));
    }

    Dispatch await(MessageId message, State state) throws InterruptedException {
        writer.await(() -> find(message).state() == state);
        return find(message);
    }

    List<LogEntry.Attempted> attempts() {
        return kept.read(0, Integer.MAX_VALUE).stream()
                .map(Logged::entry)
                .filter(LogEntry.Attempted.class::isInstance)
                .map(LogEntry.Attempted.class::cast)
                .toList();
    }

    static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        fault.set(Optional.empty());
        delivery.ifPresent(Delivery::close);
        writer.close();
    }
}
