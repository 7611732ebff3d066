package io.tarn.loop.engage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.engage.delivery.Backoff;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Delivery among channels that refuse, put off, break off and lose answers, a log that refuses, a kill switch that
 * flickers, and processes that die anywhere: nothing is handed over twice, and everything ends.
 */
class DeliverySimulationTest {
    private static final int MESSAGES = 40;
    private static final int LIVES_MAX = 6;
    private static final DeliveryConfig CONFIG = new DeliveryConfig(
            4,
            12,
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(2),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(4), 1000));

    /** What lies outside the process. */
    private final Map<MessageId, AtomicInteger> taken = new ConcurrentHashMap<>();

    /** The processes that ran. */
    private static final class Life {
        private final Random random;
        private final MortalLog log;
        private final AtomicBoolean dead = new AtomicBoolean();
        /** Whether nothing goes wrong any more. */
        private final boolean calm;

        Life(TestingEventLog kept, long seed, boolean calm) {
            this.random = new Random(seed);
            this.calm = calm;
            this.log = new MortalLog(kept.reopened(), this::fault);
        }

        /** A chance in a hundred, so many times over. */
        synchronized boolean happens(int hundredths) {
            return random.nextInt(100) < hundredths;
        }

        private Optional<MortalLog.Fault> fault() {
            if (calm || !happens(10)) {
                return Optional.empty();
            }
            if (happens(50)) {
                return Optional.of(new MortalLog.Fault(ErrorCode.LIMIT_REACHED, false));
            }
            return Optional.of(
                    happens(50)
                            ? new MortalLog.Fault(ErrorCode.STORAGE_FULL, false)
                            : new MortalLog.Fault(ErrorCode.STORAGE_UNAVAILABLE, happens(50)));
        }

        KillSwitch killSwitch() {
            return !calm && happens(10) ? KillSwitch.PULLED : KillSwitch.RELEASED;
        }

        /** Ends this process: nothing of it enters the log any more. */
        Error die() {
            log.die();
            dead.set(true);
            return new AssertionError("This process has died.");
        }
    }

    @Property(tries = 60)
    void handsNothingOverTwiceAndEndsEverything(@ForAll long seed) throws InterruptedException {
        taken.clear();
        Random random = new Random(seed);
        TestingEventLog kept = new TestingEventLog(1000);
        TestingProfileStore store = new TestingProfileStore();
        Instant at = Instant.now();
        List<MessageId> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            kept.append(List.of(TestingWriter.queueing("m" + i, at))).join();
            messages.add(TestingWriter.id("m" + i, at));
        }
        for (int life = random.nextInt(LIVES_MAX); life >= 0; life--) {
            store = random.nextBoolean() ? store.killed() : store.reopened();
            live(new Life(kept, random.nextLong(), life == 0), store, messages);
            if (random.nextBoolean()) {
                store.flush();
            }
        }

        for (MessageId message : messages) {
            Dispatch dispatch = store.findDispatch(message).orElseThrow();
            int times = taken.getOrDefault(message, new AtomicInteger()).get();
            switch (dispatch.state()) {
                case DELIVERED -> assertThat(times).isEqualTo(1);
                case FAILED -> assertThat(times).isZero();
                case UNCERTAIN -> assertThat(times).isLessThanOrEqualTo(1);
                case QUEUED, SENDING -> throw new AssertionError("A message has not ended: " + dispatch);
            }
        }
    }

    private void live(Life life, TestingProfileStore store, List<MessageId> messages) throws InterruptedException {
        Delivery.Ports ports = new Delivery.Ports(
                life.log,
                store,
                journal -> List.of(
                        new TestingChannel(journal, (message, attempt, one) -> deliver(life, message, attempt, one))),
                InstantSource.system());
        Delivery delivery = new Delivery(ports, CONFIG, life::killSwitch, StillWanted.ALWAYS);
        TestingWriter writer = new TestingWriter(life.log, store, 1 + life.random.nextInt(7));
        try {
            writer.start(delivery::wake);
            writer.await(() -> life.dead.get()
                    || messages.stream()
                            .allMatch(message -> store.findDispatch(message)
                                    .filter(one -> one.state().isEnd())
                                    .isPresent()));
        } finally {
            life.die();
            delivery.close();
            writer.close();
        }
    }

    private DeliveryResult deliver(Life life, Message message, int attempt, DeliveryJournal journal) {
        Instant soon = Instant.now().plusMillis(1);
        if (life.calm) {
            return TestingChannel.Way.taking(this::take).deliver(message, attempt, journal);
        }
        if (life.happens(5)) {
            return new DeliveryResult.Failed("There is no such address.", Permanence.ADDRESS);
        }
        if (life.happens(10)) {
            return new DeliveryResult.Deferred("No connection.", soon);
        }
        if (life.happens(5)) {
            throw new IllegalStateException("broken before");
        }
        journal.intended(message.id());
        DeliveryResult result = answer(life, message, soon);
        if (life.happens(80)) {
            journal.ended(message.id(), result);
        }
        return result;
    }

    private DeliveryResult answer(Life life, Message message, Instant soon) {
        if (life.happens(10)) {
            return new DeliveryResult.Deferred("It is busy.", soon);
        }
        if (life.happens(5)) {
            return new DeliveryResult.Failed("It is unwanted.", Permanence.MESSAGE);
        }
        if (life.happens(2)) {
            throw life.die();
        }
        boolean arrives = life.happens(80);
        if (arrives) {
            take(message);
        }
        if (life.happens(3)) {
            throw life.die();
        }
        if (life.happens(5)) {
            throw new IllegalStateException("broken after");
        }
        return arrives && life.happens(90)
                ? new DeliveryResult.Delivered("It was taken.")
                : new DeliveryResult.Uncertain("The answer was lost.");
    }

    private void take(Message message) {
        taken.computeIfAbsent(message.id(), _ -> new AtomicInteger()).incrementAndGet();
    }
}
