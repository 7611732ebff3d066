package io.tarn.loop.engage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.loop.engage.TestingChannel.Way;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch.State;
import io.tarn.storage.ProfileStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What keeps a message from leaving. */
class DeliveryStopsTest {
    private static final Instant NOON = TestingRoad.NOON;
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final TestingRoad road = new TestingRoad();

    @AfterEach
    void close() {
        road.close();
    }

    @Test
    void sendsNothingThatIsTooLate() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.now.set(NOON.plus(VALIDITY).plusMillis(1));
        road.start(Way.taking(road.taken::add));

        assertThat(road.await(ann, State.FAILED).reason()).isEqualTo("It was valid until 2026-03-04 13:00 UTC.");
        assertThat(road.taken).isEmpty();
    }

    @Test
    void sendsNothingThatIsNotWantedAnyMore() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.wanted.set(_ -> Optional.of("The person unsubscribed meanwhile."));
        road.start(Way.taking(road.taken::add));

        assertThat(road.await(ann, State.FAILED).reason()).isEqualTo("The person unsubscribed meanwhile.");
        assertThat(road.taken).isEmpty();
    }

    @Test
    void looksOnceMoreRightBeforeTheChannelSends() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.start((message, attempt, journal) -> {
            road.wanted.set(_ -> Optional.of("The person unsubscribed meanwhile."));
            return Way.taking(road.taken::add).deliver(message, attempt, journal);
        });

        road.await(ann, State.FAILED);
        assertThat(road.taken).isEmpty();
        assertThat(road.attempts()).hasSize(1);
    }

    @Test
    void sendsNothingToWhomeverWasForgotten() throws InterruptedException {
        CountDownLatch atTheDoor = new CountDownLatch(1);
        CountDownLatch forgotten = new CountDownLatch(1);
        MessageId ann = road.queue("ann");
        road.start((message, attempt, journal) -> {
            atTheDoor.countDown();
            TestingRoad.uninterrupted(forgotten);
            return Way.taking(road.taken::add).deliver(message, attempt, journal);
        });
        atTheDoor.await();
        road.log
                .append(List.of(new LogEntry.Forgotten(NOON, List.of(ProfileId.derive("web", "ann", 0)), List.of())))
                .join();
        road.writer.await(() -> road.store.findDispatch(ann).isEmpty());
        forgotten.countDown();

        road.delivery().close();
        assertThat(road.taken).isEmpty();
        assertThat(road.attempts()).isEmpty();
    }

    @Test
    void beginsNothingOnceTheKillSwitchIsPulled() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            road.queue("m" + i);
        }
        AtomicInteger late = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        road.start((message, attempt, journal) -> {
            boolean pulled = road.killSwitch.get() == KillSwitch.PULLED;
            DeliveryResult result = Way.taking(one -> {
                        road.taken.add(one);
                        if (sent.incrementAndGet() == 50) {
                            road.killSwitch.set(KillSwitch.PULLED);
                        }
                    })
                    .deliver(message, attempt, journal);
            late.addAndGet(pulled ? 1 : 0);
            return result;
        });
        road.writer.await(() -> road.killSwitch.get() == KillSwitch.PULLED
                && road.delivery().status().atHand() == 0
                && road.store.offset() == road.log.nextOffset());

        assertThat(late).hasValue(0);
        assertThat(road.taken.size()).isBetween(50, 50 + TestingRoad.CONFIG.workers() - 1);
        assertThat(road.store.dispatchesBegun()).isEmpty();
        assertThat(road.store.dispatchesDue(Instant.MAX, 1000)).hasSize(200 - road.taken.size());

        road.killSwitch.set(KillSwitch.RELEASED);
        road.writer.await(() -> road.taken.size() == 200 && road.store.offset() == road.log.nextOffset());
        assertThat(road.taken).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void stopsBeforeAnythingIsAtStakeWhenTheSwitchIsPulledWhileTheLogWrites() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.start(Way.taking(road.taken::add), () -> {
            // Pulled by the time that the beginning is durable.
            return road.attempts().isEmpty() ? KillSwitch.RELEASED : KillSwitch.PULLED;
        });

        road.writer.await(() -> road.find(ann).attempts() == 1 && road.find(ann).state() == State.QUEUED);

        assertThat(road.taken).isEmpty();
        assertThat(road.find(ann).reason()).isEqualTo("Sending was stopped before anything left.");
    }

    @Test
    void waitsForTheStoreToKnowTheWholeLog() throws InterruptedException {
        MessageId ann = road.queue("ann");
        while (road.writer.step() > 0) {
            Thread.onSpinWait();
        }
        road.log
                .append(List.of(new LogEntry.Attempted(NOON, ann, 1, new AttemptStage.Begun(), "")))
                .join();
        CountDownLatch looks = new CountDownLatch(20);
        ProfileStore watched = (ProfileStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ProfileStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("offset")) {
                        looks.countDown();
                    }
                    return method.invoke(road.store, arguments);
                });

        Delivery early = new Delivery(
                new Delivery.Ports(
                        road.log,
                        watched,
                        journal -> List.of(new TestingChannel(journal, Way.taking(road.taken::add))),
                        road.now::get),
                TestingRoad.CONFIG,
                road.killSwitch::get,
                StillWanted.ALWAYS);
        looks.await();
        early.close();

        assertThat(road.taken).isEmpty();
        assertThat(road.attempts()).hasSize(1);
    }

    @Test
    void waitsForALogThatIsFull() throws InterruptedException {
        MessageId ann = road.queue("ann");
        CountDownLatch asked = new CountDownLatch(1);
        road.start((message, attempt, journal) -> {
            road.fault.set(Optional.of(new MortalLog.Fault(ErrorCode.STORAGE_FULL, false)));
            asked.countDown();
            return Way.taking(road.taken::add).deliver(message, attempt, journal);
        });
        asked.await();
        road.writer.await(() -> road.delivery().status().fault().isPresent());
        assertThat(road.taken).isEmpty();
        assertThat(road.delivery().status().fault()).contains("The log takes nothing: STORAGE_FULL.");

        road.fault.set(Optional.empty());
        road.await(ann, State.DELIVERED);
        assertThat(road.taken).hasSize(1);
        assertThat(road.delivery().status().fault()).isEmpty();
    }
}
