package io.tarn.server.live;

import io.tarn.model.error.TarnException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Takes out once a day what tables are not to keep. */
final class DailyRetention implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DailyRetention.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long MINUTES_FIRST = 1;
    private static final long MINUTES_BETWEEN = 60;

    private final Optional<ScheduledExecutorService> clockwork;

    private DailyRetention(Optional<ScheduledExecutorService> clockwork) {
        this.clockwork = clockwork;
    }

    /** Starts to look every hour whether a day has passed; does nothing where nothing is to go. */
    static DailyRetention start(
            Supplier<Optional<Instant>> lastDone, Runnable retain, InstantSource clock, boolean isWanted) {
        if (!isWanted) {
            return new DailyRetention(Optional.empty());
        }
        ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tarn-retention").factory());
        var _ = clockwork.scheduleWithFixedDelay(
                () -> look(lastDone, retain, clock), MINUTES_FIRST, MINUTES_BETWEEN, TimeUnit.MINUTES);
        return new DailyRetention(Optional.of(clockwork));
    }

    /** Retains when a day has passed. A failure, such as a run under way, is told and tried again at the next look. */
    static void look(Supplier<Optional<Instant>> lastDone, Runnable retain, InstantSource clock) {
        try {
            Instant yesterday = clock.instant().minus(DAY);
            if (lastDone.get().filter(yesterday::isBefore).isEmpty()) {
                retain.run();
            }
        } catch (TarnException failure) {
            LOG.warnf("Old rows were not taken out; the next look is in an hour. %s", failure.getMessage());
        }
    }

    @Override
    public void close() {
        clockwork.ifPresent(ScheduledExecutorService::shutdownNow);
    }
}
