package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.ProfileChange;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import io.tarn.wire.identity.MatchModelCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The follower as the live road runs it, on a thread of its own. */
final class FuzzyThreadTest {
    private static final Duration SOON = Duration.ofMillis(20);

    private final Twins twins = new Twins(5, 300);
    private final ChangeFeed feed = new ChangeFeed();
    private final TestingEventLog log = new TestingEventLog(10_000);
    private final TestingProfileStore store = new TestingProfileStore();

    @Test
    void joinsWhileEventsGoOn(@TempDir Path folder) throws InterruptedException {
        CountDownLatch merged = new CountDownLatch(5);
        try (DeltaLake lake = DeltaLake.open(folder.resolve("home"), DeltaLakeConfig.defaults())) {
            keepModel(lake);
            try (LiveProfiles live = open(lake, folder)) {
                feed.subscribe(change -> {
                    if (change.kind() == ProfileChange.Kind.MERGED) {
                        merged.countDown();
                    }
                });
                log.append(List.of(new LogEntry.Defined(Twins.NOON, "publication", "gold", "0 run-1")))
                        .join();
                for (int person = 0; person < 10; person++) {
                    log.append(List.of(twins.identify("a", person), twins.identify("b", person)))
                            .join();
                }

                assertThat(merged.await(2, TimeUnit.MINUTES)).isTrue();
                assertThat(live.failure()).isEmpty();
            }
        }
        assertThat(store.profilesAfter(Optional.empty(), 100)).hasSizeLessThanOrEqualTo(15);
    }

    private LiveProfiles open(DeltaLake lake, Path folder) {
        FuzzyConfig usual = FuzzyConfig.defaults();
        LiveConfig config = new LiveConfig(
                SOON,
                SOON,
                SOON,
                Duration.ofSeconds(30),
                new FuzzyConfig(
                        SOON, usual.profilesMax(), usual.pendingMax(), usual.candidatesMax(), usual.reviewsMax()));
        return new LiveProfiles(
                lake,
                new LakeSink.Ports(log, store, twins::admit, InstantSource.fixed(Twins.NOON)),
                LiveRules.defaults(),
                new LiveProfiles.Surroundings(feed, folder.resolve("scratch")),
                config);
    }

    private void keepModel(DeltaLake lake) {
        lake.create(IdentityTables.MODELS);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load(
                    "model",
                    IdentityTables.MODELS.columns(),
                    sink -> sink.row(
                            twins.model().version(), "run-1", Twins.NOON, new MatchModelCodec().write(twins.model())));
            session.append(IdentityTables.MODELS.name(), Statement.of("SELECT * FROM model"), Optional.empty());
        }
    }
}
