package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.loop.Joined;
import io.tarn.loop.audience.ProfileStates;
import io.tarn.model.error.TarnException;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.understand.trait.TraitEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The live road at work: one thread writes profiles and two help it, one carries them to the lake, in haste where that
 * is late, one lets time pass, one publishes gold runs, one keeps profiles quick to read, and one follows at its own pace
 * and finds profiles that are likely one person. Safe to share between threads.
 */
public final class LiveProfiles implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LiveProfiles.class.getName());
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration ENTRY_WAIT_MAX = Duration.ofSeconds(1);
    /** Two or three seconds of as many as one machine takes. */
    private static final long LAKE_LATE_ENTRIES = 50_000;

    /** What a killed server may have to take from the log again, where little comes; more fills the store's memory sooner. */
    private static final Duration STORE_FLUSH_INTERVAL = Duration.ofMinutes(5);

    private static final Duration STATES_INTERVAL = Duration.ofMinutes(1);

    private final EventLog log;
    private final ProfileStore store;
    private final TraitEngine traits;
    private final LiveWriter writer;
    private final LakeSink sink;
    private final GoldPublication publication;
    private final ProfileStates states;
    private final FuzzyFollower follower;
    private final ChangeFeed.Subscription following;
    private final InstantSource clock;
    private final LiveConfig config;
    private final AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());
    private final Patience patience = new Patience(this::isToWait);
    /** Read ahead of the writer, and write behind it. */
    private final ExecutorService aids = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("tarn-writer-aid-", 1).factory());

    /** Carries to the lake what is late, and stands back less than what carries it there else. */
    private final ExecutorService haste = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tarn-lake-haste").factory());

    private final List<Thread> threads;
    private volatile boolean closing;

    /**
     * What it is placed in.
     *
     * @param feed tells of changes
     * @param scratch a folder for rows on their way
     */
    public record Surroundings(ChangeFeed feed, Path scratch) {}

    /** Starts from where the store stands; what the log has beyond it is taken first. */
    public LiveProfiles(
            Lake lake, LakeSink.Ports ports, LiveRules rules, Surroundings surroundings, LiveConfig config) {
        ChangeFeed feed = surroundings.feed();
        EventLog log = ports.log();
        ProfileStore store = ports.store();
        InstantSource clock = ports.clock();
        this.log = log;
        this.store = store;
        this.clock = clock;
        this.config = config;
        this.traits = rules.counting();
        this.writer =
                new LiveWriter(log, store, ports.admission(), rules, feed, ports.tracer(), LiveWriter.Pace.fast(aids));
        this.publication = new GoldPublication(lake, log, store, clock, patience);
        this.sink = new LakeSink(lake, ports, traits, surroundings.scratch());
        this.states = new ProfileStates(lake);
        this.follower = new FuzzyFollower(
                new FuzzyFollower.Ports(log, store, new LakeReviews(lake), clock),
                new NewestModel(lake, store),
                rules,
                config.fuzzy());
        this.following = feed.watchPersons(follower::changed);
        this.threads = List.of(
                Thread.ofPlatform().name("tarn-writer").unstarted(() -> guarded(this::write)),
                Thread.ofPlatform().name("tarn-lake-sink").unstarted(() -> guarded(this::sink)),
                Thread.ofPlatform().name("tarn-ticker").unstarted(() -> guarded(this::tick)),
                Thread.ofPlatform().name("tarn-publisher").daemon().unstarted(() -> guarded(this::publish)),
                Thread.ofPlatform().name("tarn-profile-states").daemon().unstarted(() -> guarded(this::tellStates)),
                Thread.ofPlatform().name("tarn-fuzzy-matcher").daemon().unstarted(() -> guarded(this::follow)));
        haste.execute(BackgroundThread::standBackALittle);
        threads.forEach(Thread::start);
    }

    public TraitEngine traits() {
        return traits;
    }

    /** How many log entries are durable and not on their profiles yet. */
    public long backlog() {
        return log.nextOffset() - store.offset();
    }

    /**
     * Where the road stands. A full disk holds it up until there is space; any other fault ends it: nothing more reaches a
     * profile until the server is started again.
     */
    public LiveStatus status() {
        long entries = log.nextOffset();
        return new LiveStatus(
                entries,
                entries - store.offset(),
                entries - 1 - sink.reachedOffset(),
                store.profileCount(),
                failure.get().or(patience::fullDisk).map(LiveProfiles::fault));
    }

    /** Why the road stands still, should it. */
    public Optional<RuntimeException> failure() {
        return failure.get();
    }

    private static String fault(RuntimeException failure) {
        return failure instanceof TarnException known
                ? String.valueOf(known.getMessage())
                : failure.getClass().getName();
    }

    private void guarded(Body body) {
        try {
            body.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(Optional.empty(), Optional.of(e));
        } catch (Error e) {
            // Whoever waits for this thread must learn that it is gone.
            failure.compareAndSet(Optional.empty(), Optional.of(LiveErrors.broken(e)));
            throw e;
        }
    }

    private void write() throws InterruptedException {
        while (!closing) {
            if (patience.till(writer::step) == 0) {
                log.await(store.offset(), ENTRY_WAIT_MAX);
            }
        }
        writer.settle();
    }

    /** Few large files cost less than many small ones: what came during a flush waits for the next. */
    private void sink() throws InterruptedException {
        BackgroundThread.standBack();
        long storeFlushed = store.offset();
        long storeFlushedNanos = System.nanoTime();
        while (!closing) {
            if (!isLakeLate()) {
                pause(config.flushInterval());
            }
            int carried;
            do {
                carried = patience.till(this::carry);
            } while (carried == LakeSink.COMMITS_MAX && !closing);
            if (store.offset() > storeFlushed
                    && System.nanoTime() - storeFlushedNanos > STORE_FLUSH_INTERVAL.toNanos()) {
                storeFlushed = store.offset();
                storeFlushedNanos = System.nanoTime();
                store.flush();
            }
        }
        while (sink.flush() > 0) {
            Thread.onSpinWait();
        }
    }

    private int carry() {
        int carried = isLakeLate() ? Joined.of(CompletableFuture.supplyAsync(sink::flush, haste)) : sink.flush();
        sink.compactIfDue();
        return carried;
    }

    /** Whether so much waits for the lake that what carries it there must get on. */
    private boolean isLakeLate() {
        return store.offset() - 1 - sink.reachedOffset() > LAKE_LATE_ENTRIES;
    }

    private void tick() throws InterruptedException {
        long last = -1;
        while (!closing) {
            Instant now = clock.instant();
            // The last tick first does what it finds; a backlog behind it keeps nobody waiting.
            if (store.offset() > last
                    && store.nextTimer().filter(due -> !due.isAfter(now)).isPresent()) {
                last = patience.till(() -> Joined.of(log.append(List.of(new LogEntry.Tick(now)))));
            }
            pause(config.tickInterval());
        }
    }

    /** Takes over what gold runs of any process made, when they made something. */
    private void publish() throws InterruptedException {
        BackgroundThread.standBack();
        while (!closing) {
            patience.till(publication::publishNewest);
            pause(config.publishInterval());
        }
    }

    /** Keeps what is quick to read near what changed. No answer rests on it: what failed is tried at the next look. */
    private void tellStates() throws InterruptedException {
        BackgroundThread.standBack();
        pause(STATES_INTERVAL);
        String told = "";
        while (!closing) {
            try {
                states.refreshIfDue();
                told = "";
            } catch (RuntimeException failure) {
                if (!told.equals(fault(failure))) {
                    told = fault(failure);
                    LOG.log(System.Logger.Level.WARNING, "gold.profile_states was not written: {0}", told);
                }
            }
            pause(STATES_INTERVAL);
        }
    }

    /** Begins once the store has what the log had at the start, so that no verdict at hand is given again. */
    private void follow() throws InterruptedException {
        BackgroundThread.standBack();
        long known = log.nextOffset();
        while (!closing && store.offset() < known) {
            pause(config.fuzzy().pause());
        }
        while (!closing) {
            if (follower.step() == 0) {
                pause(config.fuzzy().pause());
            }
        }
    }

    private boolean isToWait(Duration time) {
        try {
            pause(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !closing;
    }

    private synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toMillis(); !closing && left > 0; left = (end - System.nanoTime()) / NANOS_PER_MILLI) {
            wait(left);
        }
    }

    /** Whether nothing of it writes to the store or the lake any more. */
    public boolean isEnded() {
        return aids.isTerminated() && haste.isTerminated() && threads.stream().noneMatch(Thread::isAlive);
    }

    /** Ends after the batch at hand, with all that was committed carried to the lake. */
    @Override
    public void close() {
        following.close();
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            for (Thread thread : threads) {
                thread.join(config.closeWaitMax());
            }
            for (ExecutorService helper : List.of(aids, haste)) {
                helper.shutdown();
                helper.awaitTermination(config.closeWaitMax().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work of one thread. */
    @FunctionalInterface
    private interface Body {
        void run() throws InterruptedException;
    }
}
