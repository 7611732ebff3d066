package io.tarn.loop.engage;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Engagement;
import io.tarn.storage.EventLog;
import io.tarn.storage.EventLog.Logged;
import io.tarn.storage.ProfileStore;
import io.tarn.testing.TestingBatch;
import io.tarn.testing.TestingDispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A writer that knows messages alone: a definition of kind {@link #MESSAGE} queues one, attempts change it. */
final class TestingWriter implements AutoCloseable {
    static final String MESSAGE = "message";
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration WAIT_MAX = Duration.ofMinutes(2);

    private final EventLog log;
    private final ProfileStore store;
    private final int entriesMax;
    private final Object committed = new Object();
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::write);
    private volatile Runnable wake = () -> {};
    private volatile boolean closing;

    TestingWriter(EventLog log, ProfileStore store, int entriesMax) {
        this.log = log;
        this.store = store;
        this.entriesMax = entriesMax;
    }

    /** Writes from now on, and says so after each commit. */
    TestingWriter start(Runnable afterCommit) {
        wake = afterCommit;
        thread.start();
        return this;
    }

    static LogEntry queueing(String name, Instant at) {
        return new LogEntry.Defined(at, MESSAGE, name, "queue");
    }

    static MessageId id(String name, Instant at) {
        return dispatch(name, at).message().id();
    }

    private static Dispatch dispatch(String name, Instant at) {
        return TestingDispatch.queued(ProfileId.derive("web", name, 0), name, at);
    }

    int step() {
        List<Logged> entries = log.read(store.offset(), entriesMax);
        if (entries.isEmpty()) {
            return 0;
        }
        Map<MessageId, Dispatch> changed = new LinkedHashMap<>();
        TestingBatch batch = TestingBatch.upTo(entries.getLast().offset() + 1);
        for (Logged logged : entries) {
            switch (logged.entry()) {
                case LogEntry.Defined defined -> {
                    Dispatch queued = dispatch(defined.name(), defined.at());
                    changed.put(queued.message().id(), queued);
                }
                case LogEntry.Attempted attempted ->
                    Optional.ofNullable(changed.get(attempted.message()))
                            .or(() -> store.findDispatch(attempted.message()))
                            .ifPresent(
                                    before -> changed.put(attempted.message(), AttemptStep.after(before, attempted)));
                case LogEntry.Forgotten forgotten -> forgotten.profiles().forEach(batch::erased);
                default -> {}
            }
        }
        store.commit(batch.engagement(new Engagement(Map.of(), List.copyOf(changed.values())))
                .toBatch());
        synchronized (committed) {
            committed.notifyAll();
        }
        wake.run();
        return entries.size();
    }

    /** Waits for what a commit may bring about. */
    void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        synchronized (committed) {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("What was waited for has not come.");
                }
                committed.wait(LOOK.toMillis());
            }
        }
    }

    private void write() {
        try {
            while (!closing) {
                if (step() == 0) {
                    log.await(store.offset(), LOOK);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
