package io.tarn.loop.engage;

import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.loop.engage.AtHand.Attempt;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.MessageId;
import io.tarn.storage.EventLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * The journal of attempts, which is the log itself. A beginning that the log may have taken without saying so gets an end,
 * since nothing was sent; an end is written until the log has it. Safe for many threads.
 */
final class LogJournal implements DeliveryJournal {
    private final EventLog log;
    private final InstantSource clock;
    private final AtHand atHand;
    private final DepartureGate gate;
    private final DeliveryConfig config;
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    /** At nought nobody waits for the log any more. */
    private final CountDownLatch abandoned = new CountDownLatch(1);

    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder deferred = new LongAdder();
    private final LongAdder uncertain = new LongAdder();

    /** What came of telling the log something. */
    private sealed interface Told {
        record At(long offset) implements Told {}

        /** It is surely not in the log; the log may take it later. */
        record Refused() implements Told {}

        /** It may be in the log. */
        record Unknown() implements Told {}
    }

    LogJournal(EventLog log, InstantSource clock, AtHand atHand, DepartureGate gate, DeliveryConfig config) {
        this.log = log;
        this.clock = clock;
        this.atHand = atHand;
        this.gate = gate;
        this.config = config;
    }

    /**
     * Looks at the message once more, then makes the beginning durable. Throws {@link StoppedException} when the message
     * may not leave, be it that the kill switch was pulled a moment ago: nothing is sent, and it stays in the queue.
     */
    @Override
    public void intended(MessageId message) {
        Attempt attempt = atHand.find(message).orElseThrow(() -> DeliveryErrors.notAtHand(message));
        if (attempt.hasBegun() || attempt.hasEnded()) {
            throw DeliveryErrors.begunTwice(message);
        }
        begin(attempt);
        if (gate.isKilled()) {
            end(attempt, new DeliveryResult.Deferred("Sending was stopped before anything left.", clock.instant()));
            throw new StoppedException(new Verdict.Hold());
        }
    }

    private void begin(Attempt attempt) {
        long waitEnd = System.nanoTime() + config.intentWaitMax().toNanos();
        while (true) {
            Verdict verdict = gate.look(attempt.dispatch());
            if (!(verdict instanceof Verdict.Go)) {
                throw new StoppedException(verdict);
            }
            switch (tell(attempt, new AttemptStage.Begun(), "")) {
                case Told.At _ -> {
                    attempt.begin();
                    return;
                }
                case Told.Unknown _ -> {
                    end(
                            attempt,
                            new DeliveryResult.Deferred(
                                    "The log did not say whether it knows of the attempt, so nothing was sent.",
                                    clock.instant()));
                    throw new StoppedException(new Verdict.Hold());
                }
                case Told.Refused _ -> {
                    if (System.nanoTime() - waitEnd > 0 || isAbandonedAfterPause()) {
                        throw new StoppedException(new Verdict.Hold());
                    }
                }
            }
        }
    }

    @Override
    public void ended(MessageId message, DeliveryResult result) {
        atHand.find(message).filter(Attempt::hasBegun).ifPresent(attempt -> end(attempt, result));
    }

    /** Writes how an attempt ended, unless that is written. Gives up only when delivery itself is given up. */
    void end(Attempt attempt, DeliveryResult result) {
        while (!attempt.hasEnded()) {
            if (tell(attempt, stage(result), result.reason()) instanceof Told.At(long offset)) {
                attempt.end(offset);
                count(result);
            } else if (isAbandonedAfterPause()) {
                return;
            }
        }
    }

    /** Writes that a message of which an earlier process left no end may have been taken. */
    void endAsUncertain(Attempt attempt) {
        end(attempt, new DeliveryResult.Uncertain("It was being sent when the server stopped, and may have arrived."));
    }

    /** Lets nobody wait for the log any more: what is not written now ends as uncertain at the next start. */
    void abandon() {
        abandoned.countDown();
    }

    DeliveryStatus status(Optional<String> otherFault) {
        return new DeliveryStatus(
                atHand.underWay(),
                delivered.sum(),
                failed.sum(),
                deferred.sum(),
                uncertain.sum(),
                fault.get().or(() -> otherFault));
    }

    private Told tell(Attempt attempt, AttemptStage stage, String reason) {
        try {
            long offset = log.append(List.of(new LogEntry.Attempted(
                            clock.instant(), attempt.message(), attempt.number(), stage, reason)))
                    .join();
            fault.set(Optional.empty());
            return new Told.At(offset);
        } catch (CompletionException e) {
            fault.set(Optional.of(Faults.told(e)));
            return e.getCause() instanceof TarnException known && isSurelyRefused(known.code())
                    ? new Told.Refused()
                    : new Told.Unknown();
        }
    }

    private static boolean isSurelyRefused(ErrorCode code) {
        return code == ErrorCode.LIMIT_REACHED || code == ErrorCode.STORAGE_FULL;
    }

    private boolean isAbandonedAfterPause() {
        try {
            return abandoned.await(config.pollInterval().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return abandoned.getCount() == 0;
        }
    }

    private void count(DeliveryResult result) {
        switch (result) {
            case DeliveryResult.Delivered _ -> delivered.increment();
            case DeliveryResult.Failed _ -> failed.increment();
            case DeliveryResult.Deferred _ -> deferred.increment();
            case DeliveryResult.Uncertain _ -> uncertain.increment();
        }
    }

    private static AttemptStage stage(DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Delivered _ -> new AttemptStage.Delivered();
            case DeliveryResult.Failed failed -> new AttemptStage.Failed(failed.permanence());
            case DeliveryResult.Deferred later -> new AttemptStage.Deferred(later.until());
            case DeliveryResult.Uncertain _ -> new AttemptStage.Uncertain();
        };
    }
}
