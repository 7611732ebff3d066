package io.tarn.loop.engage;

import io.tarn.engage.delivery.Channel;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.loop.engage.AtHand.Attempt;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.storage.Dispatch;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hands messages that wait to their channels, none twice. It begins once the store has what the log had at the start: what
 * was being sent then is uncertain, since nobody heard how it ended. A message is at hand from the moment it is taken from
 * the queue until the store knows what became of it.
 *
 * <p>Once the kill switch is pulled no attempt begins, not even on a connection that is open and waits for its mail: the
 * message stays in the queue and leaves after the switch is released, should it be valid then. The same holds while the
 * log takes nothing. Safe to share between threads.
 */
public final class Delivery implements AutoCloseable {
    /** While fewer places are free, the queue is not looked at. */
    private static final int ROOM_SHARE = 4;

    private final EventLog log;
    private final ProfileStore store;
    private final InstantSource clock;
    private final DeliveryConfig config;
    private final AtHand atHand = new AtHand();
    private final DepartureGate gate;
    private final LogJournal journal;
    private final Map<ChannelName, Channel> channels = new HashMap<>();
    private final Semaphore wakes = new Semaphore(0);
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    private final ExecutorService workers;
    private final Thread dispatcher;
    private volatile boolean closing;

    /**
     * What it reads, writes and sends by.
     *
     * @param channels made with the journal in which they say what they are about to do; closed with this
     */
    public record Ports(
            EventLog log, ProfileStore store, Function<DeliveryJournal, List<Channel>> channels, InstantSource clock) {}

    /** Starts; the kill switch is asked for each message, right before it leaves. */
    public Delivery(Ports ports, DeliveryConfig config, Supplier<KillSwitch> killSwitch, StillWanted wanted) {
        this.log = ports.log();
        this.store = ports.store();
        this.clock = ports.clock();
        this.config = config;
        this.gate = new DepartureGate(store, clock, killSwitch, wanted);
        this.journal = new LogJournal(log, clock, atHand, gate, config);
        ports.channels().apply(journal).forEach(channel -> channels.put(channel.name(), channel));
        this.workers = Executors.newFixedThreadPool(
                config.workers(),
                Thread.ofPlatform().daemon().name("tarn-delivery-", 0).factory());
        this.dispatcher = Thread.ofPlatform().daemon().name("tarn-dispatcher").start(this::dispatch);
    }

    /** Says that something may have changed: to be called after each commit. From any thread; returns at once. */
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    /** Where it stands. */
    public DeliveryStatus status() {
        return journal.status(gate.fault().or(fault::get));
    }

    private void dispatch() {
        try {
            long known = log.nextOffset();
            while (!closing && store.offset() < known) {
                rest();
            }
            while (!closing && !hasEndedWhatWasBegun()) {
                rest();
            }
            while (!closing) {
                lookAtQueue();
                rest();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void rest() throws InterruptedException {
        if (wakes.tryAcquire(config.pollInterval().toNanos(), TimeUnit.NANOSECONDS)) {
            wakes.drainPermits();
        }
    }

    private boolean hasEndedWhatWasBegun() {
        return isDone(() -> {
            for (Dispatch begun : store.dispatchesBegun()) {
                atHand.takeBegun(begun).ifPresent(journal::endAsUncertain);
            }
        });
    }

    private void lookAtQueue() {
        isDone(() -> {
            atHand.settle(store.offset());
            int room = config.atHandMax() - atHand.size();
            if (room < config.atHandMax() / ROOM_SHARE || gate.isClosed()) {
                return;
            }
            Instant now = clock.instant();
            for (Dispatch dispatch : store.dispatchesDue(now, config.atHandMax())) {
                if (room == 0) {
                    return;
                }
                Optional<Attempt> attempt = atHand.take(dispatch);
                if (attempt.isPresent()) {
                    room--;
                    workers.execute(() -> deliver(attempt.get()));
                }
            }
        });
    }

    /** What does not succeed is tried again after a rest. */
    private boolean isDone(Runnable work) {
        try {
            work.run();
            fault.set(Optional.empty());
            return true;
        } catch (RuntimeException e) {
            fault.set(Optional.of(Faults.told(e)));
            return false;
        }
    }

    private void deliver(Attempt attempt) {
        follow(attempt, gate.look(attempt.dispatch()));
        if (attempt.hasEnded()) {
            wake();
        }
    }

    private void follow(Attempt attempt, Verdict verdict) {
        switch (verdict) {
            case Verdict.Go _ -> handOver(attempt);
            case Verdict.Hold _ -> {
                if (!attempt.hasEnded()) {
                    atHand.putBack(attempt);
                }
            }
            case Verdict.Refuse(String reason) ->
                journal.end(attempt, new DeliveryResult.Failed(reason, Permanence.MESSAGE));
        }
    }

    private void handOver(Attempt attempt) {
        DeliveryResult result;
        try {
            result = tried(attempt);
        } catch (StoppedException e) {
            follow(attempt, e.verdict());
            return;
        } catch (RuntimeException | Error e) {
            String what = "The channel broke off (" + e.getClass().getSimpleName() + ")";
            result = attempt.hasBegun()
                    ? new DeliveryResult.Uncertain(what + " and did not say whether the message was taken.")
                    : later(attempt, what + " before anything was sent.");
        }
        journal.end(attempt, result);
    }

    private DeliveryResult tried(Attempt attempt) {
        Dispatch dispatch = attempt.dispatch();
        ChannelName name = dispatch.message().channel();
        Channel channel = channels.get(name);
        return channel == null
                ? later(attempt, "No channel '" + name + "' is set up: name it in tarn.yaml.")
                : channel.deliver(dispatch.message(), attempt.number());
    }

    private DeliveryResult later(Attempt attempt, String reason) {
        int number = attempt.number();
        return config.backoff().hasNext(number)
                ? new DeliveryResult.Deferred(reason, config.backoff().next(clock.instant(), attempt.message(), number))
                : new DeliveryResult.Failed("Given up after " + number + " attempts. " + reason, Permanence.MESSAGE);
    }

    /** Lets attempts at hand end first, for a while; what has not ended by then is uncertain at the next start. */
    @Override
    public void close() {
        closing = true;
        gate.close();
        wake();
        long end = System.nanoTime() + config.closeWaitMax().toNanos();
        try {
            dispatcher.join(config.closeWaitMax());
            workers.shutdown();
            workers.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        journal.abandon();
        workers.shutdown();
        channels.values().forEach(Channel::close);
    }
}
