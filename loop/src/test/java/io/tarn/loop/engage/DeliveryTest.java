package io.tarn.loop.engage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.engage.delivery.Backoff;
import io.tarn.loop.engage.TestingChannel.Way;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Dispatch.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How attempts end, and what stands in the log of them. */
class DeliveryTest {
    private static final Instant NOON = TestingRoad.NOON;

    private final TestingRoad road = new TestingRoad();

    @AfterEach
    void close() {
        road.close();
    }

    @Test
    void handsAMessageOverAndWritesBothEnds() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.start(Way.taking(road.taken::add));

        Dispatch delivered = road.await(ann, State.DELIVERED);

        assertThat(road.taken).extracting(Message::id).containsExactly(ann);
        assertThat(delivered.reason()).isEqualTo("It was taken.");
        assertThat(delivered.attempts()).isEqualTo(1);
        assertThat(road.attempts())
                .containsExactly(
                        new LogEntry.Attempted(NOON, ann, 1, new AttemptStage.Begun(), ""),
                        new LogEntry.Attempted(NOON, ann, 1, new AttemptStage.Delivered(), "It was taken."));
        assertThat(road.delivery().status()).isEqualTo(new DeliveryStatus(0, 1, 0, 0, 0, Optional.empty()));
    }

    @Test
    void writesAnEndWithoutABeginning() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.start((_, _, _) -> new DeliveryResult.Failed("There is no such address.", Permanence.ADDRESS));

        assertThat(road.await(ann, State.FAILED).reason()).isEqualTo("There is no such address.");
        assertThat(road.attempts())
                .containsExactly(new LogEntry.Attempted(
                        NOON, ann, 1, new AttemptStage.Failed(Permanence.ADDRESS), "There is no such address."));
    }

    @Test
    void triesAgainWhenTheChannelSaid() throws InterruptedException {
        MessageId ann = road.queue("ann");
        Instant later = NOON.plusSeconds(60);
        road.start((message, attempt, journal) -> attempt == 1
                ? new DeliveryResult.Deferred("It is busy.", later)
                : Way.taking(road.taken::add).deliver(message, attempt, journal));
        road.writer.await(() -> road.find(ann).attempts() == 1);
        assertThat(road.find(ann)).extracting(Dispatch::state, Dispatch::at).containsExactly(State.QUEUED, later);

        road.now.set(later.minusMillis(1));
        MessageId bob = road.queue("bob");
        road.writer.await(() -> road.find(bob).attempts() == 1);
        assertThat(road.taken).isEmpty();

        road.now.set(later);
        assertThat(road.await(ann, State.DELIVERED).attempts()).isEqualTo(2);
    }

    @Test
    void callsUncertainWhatAnEarlierProcessWasSending() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.log
                .append(List.of(new LogEntry.Attempted(NOON, ann, 1, new AttemptStage.Begun(), "")))
                .join();
        road.start(Way.taking(road.taken::add));

        assertThat(road.await(ann, State.UNCERTAIN).reason())
                .isEqualTo("It was being sent when the server stopped, and may have arrived.");
        assertThat(road.taken).isEmpty();
        road.writer.await(() -> road.delivery().status().uncertain() == 1);
    }

    @Test
    void callsUncertainWhatTheChannelBrokeOffFrom() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.start((message, _, journal) -> {
            journal.intended(message.id());
            throw new IllegalStateException("broken");
        });

        assertThat(road.await(ann, State.UNCERTAIN).reason())
                .isEqualTo("The channel broke off (IllegalStateException) and did not say whether the message was"
                        + " taken.");
    }

    @Test
    void triesAgainLaterWhatTheChannelNeverBegan() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.start((_, _, _) -> {
            throw new IllegalStateException("broken");
        });

        road.writer.await(() -> road.find(ann).attempts() == 1);
        assertThat(road.find(ann).state()).isEqualTo(State.QUEUED);
        assertThat(road.find(ann).at()).isAfter(NOON);
        assertThat(road.find(ann).reason())
                .isEqualTo("The channel broke off (IllegalStateException) before anything was sent.");

        road.now.set(road.find(ann).at());
        assertThat(road.await(ann, State.FAILED).reason())
                .isEqualTo("Given up after 2 attempts. The channel broke off (IllegalStateException) before anything"
                        + " was sent.");
    }

    @Test
    void saysWhichChannelIsMissing() throws InterruptedException {
        MessageId ann = road.queue("ann");
        road.start(road.open(_ -> List.of(), road.killSwitch::get));

        road.writer.await(() -> road.find(ann).attempts() == 1);
        assertThat(road.find(ann).reason()).isEqualTo("No channel 'email' is set up: name it in tarn.yaml.");
    }

    @Test
    void writesTheEndOnceTheLogTakesIt() throws InterruptedException {
        MessageId ann = road.queue("ann");
        CountDownLatch asked = new CountDownLatch(1);
        road.start(Way.taking(one -> {
            road.taken.add(one);
            road.fault.set(Optional.of(new MortalLog.Fault(ErrorCode.LIMIT_REACHED, false)));
            asked.countDown();
        }));
        asked.await();
        road.writer.await(() -> road.find(ann).state() == State.SENDING);

        road.fault.set(Optional.empty());
        road.await(ann, State.DELIVERED);
        assertThat(road.taken).hasSize(1);
    }

    @Test
    void letsAttemptsAtHandEndFirst() throws InterruptedException {
        MessageId ann = road.queue("ann");
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        road.start(Way.taking(one -> {
            sending.countDown();
            TestingRoad.uninterrupted(closing);
            road.taken.add(one);
        }));
        sending.await();
        Thread closer = Thread.ofPlatform().start(() -> road.delivery().close());
        closing.countDown();
        closer.join();

        road.await(ann, State.DELIVERED);
        assertThat(road.taken).hasSize(1);
    }

    @Test
    void refusesAChannelThatSendsWhatItWasNotGiven() throws InterruptedException {
        MessageId ann = road.queue("ann");
        MessageId bob = TestingWriter.id("bob", NOON);
        road.start((_, _, journal) -> {
            assertThatThrownBy(() -> journal.intended(bob))
                    .isInstanceOf(TarnException.class)
                    .hasMessage("A channel wants to send message " + bob
                            + ", which it was not given. Nothing is sent; report this with the channel's name.");
            journal.intended(ann);
            assertThatThrownBy(() -> journal.intended(ann))
                    .isInstanceOf(TarnException.class)
                    .hasMessage("A channel wants to send message " + ann
                            + " twice in one attempt. Nothing more is sent; report this with the channel's name.");
            return new DeliveryResult.Uncertain("Odd.");
        });

        assertThat(road.await(ann, State.UNCERTAIN).reason()).isEqualTo("Odd.");
    }

    @Test
    void refusesToRunWithoutWorkers() {
        assertThatThrownBy(() -> new DeliveryConfig(8, 4, Duration.ZERO, Duration.ZERO, Duration.ZERO, Backoff.DEFAULT))
                .hasMessage("Delivery cannot run with 8 workers and 4 messages at hand: it needs a worker, and as many"
                        + " messages as workers.");
    }
}
