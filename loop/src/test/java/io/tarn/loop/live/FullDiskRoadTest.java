package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.storage.ProfileStore;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk holds the live road up and does not end it. */
final class FullDiskRoadTest {
    private static final Duration SOON = Duration.ofMillis(20);

    private final Twins twins = new Twins(5, 20);
    private final TestingEventLog log = new TestingEventLog(10_000);
    private final AtomicBoolean full = new AtomicBoolean();
    private final ProfileStore store = FullStore.of(new TestingProfileStore(), full::get);

    @Test
    @Timeout(60)
    void goesOnByItselfWhenThereIsSpaceAgain(@TempDir Path folder) throws InterruptedException {
        try (DeltaLake lake = DeltaLake.open(folder.resolve("home"), DeltaLakeConfig.defaults());
                LiveProfiles live = new LiveProfiles(
                        lake,
                        new LakeSink.Ports(log, store, twins::admit, InstantSource.fixed(Twins.NOON)),
                        LiveRules.defaults(),
                        new LiveProfiles.Surroundings(new ChangeFeed(), folder.resolve("scratch")),
                        new LiveConfig(SOON, SOON, SOON, Duration.ofSeconds(30), FuzzyConfig.defaults()))) {
            full.set(true);
            log.append(List.of(twins.identify("a", 0))).join();
            while (live.status().fault().isEmpty()) {
                Thread.sleep(SOON);
            }
            assertThat(live.status().fault()).hasValue("The disk is full.");
            assertThat(live.failure()).isEmpty();
            full.set(false);
            while (live.backlog() > 0 || live.status().fault().isPresent()) {
                Thread.sleep(SOON);
            }

            assertThat(store.profileCount()).isEqualTo(1);
            assertThat(live.failure()).isEmpty();
        }
    }

    @Test
    void triesAgainOnlyWhatMayFindRoomLater() {
        AtomicInteger attempts = new AtomicInteger();
        Patience patience = new Patience(_ -> attempts.get() < 3);

        assertThat(patience.till(() -> refusedTwice(attempts, ErrorCode.LIMIT_REACHED)))
                .isEqualTo(3);
        attempts.set(0);
        assertThatThrownBy(() -> patience.till(() -> refusedTwice(attempts, ErrorCode.STORAGE_UNAVAILABLE)))
                .hasMessage("STORAGE_UNAVAILABLE");
        assertThat(attempts).hasValue(1);
        assertThatThrownBy(() -> Patience.NONE.till(() -> refusedTwice(attempts, ErrorCode.LOCKED)))
                .hasMessage("LOCKED");
    }

    private static int refusedTwice(AtomicInteger attempts, ErrorCode code) {
        if (attempts.incrementAndGet() < 3) {
            throw new TarnException(code, code.name());
        }
        return attempts.get();
    }
}
