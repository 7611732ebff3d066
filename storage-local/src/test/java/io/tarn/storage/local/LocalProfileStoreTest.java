package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.ProfileId;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Engagement;
import io.tarn.storage.ProfileStore;
import io.tarn.testing.ProfileStoreContract;
import io.tarn.testing.ProfileStoreEngagementContract;
import io.tarn.testing.ProfileStoreForgettingContract;
import io.tarn.testing.TestingBatch;
import io.tarn.testing.TestingDispatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProfileStoreTest {
    @Nested
    class Keeping extends ProfileStoreContract {
        @Override
        protected ProfileStore open(Path home) {
            return LocalProfileStore.open(home, LocalStorageConfig.defaults());
        }
    }

    @Nested
    class KeepingWithoutCache extends ProfileStoreContract {
        @Override
        protected ProfileStore open(Path home) {
            return LocalProfileStore.open(home, LocalStorageConfig.defaults().withProfilesCachedMax(0));
        }
    }

    @Nested
    class Forgetting extends ProfileStoreForgettingContract {
        @Override
        protected ProfileStore open(Path home) {
            return LocalProfileStore.open(home, LocalStorageConfig.defaults());
        }
    }

    @Nested
    class ForgettingWithASmallCache extends ProfileStoreForgettingContract {
        @Override
        protected ProfileStore open(Path home) {
            return LocalProfileStore.open(home, LocalStorageConfig.defaults().withProfilesCachedMax(1));
        }
    }

    @Nested
    class Engaging extends ProfileStoreEngagementContract {
        @Override
        protected ProfileStore open(Path home) {
            return LocalProfileStore.open(home, LocalStorageConfig.defaults());
        }
    }

    @Test
    void opensAStoreOfAReleaseThatKnewNoMessages(@TempDir Path home) {
        Set<StoreFamily> since = EnumSet.of(StoreFamily.STANDINGS, StoreFamily.DISPATCHES, StoreFamily.DISPATCHES_LED);
        RocksTuning<StoreFamily> tuning =
                new RocksTuning<>(List.copyOf(EnumSet.complementOf(EnumSet.copyOf(since))), Set.of(), 1 << 20, true);
        try (Database<StoreFamily> database = new Database<>("store", home.resolve("store"), tuning)) {
            database.write((writes, open) -> writes.put(
                    open.family(StoreFamily.META), "offset".getBytes(StandardCharsets.US_ASCII), Keys.number(7)));
        }
        Dispatch hello = TestingDispatch.queued(ProfileId.derive("web", "ann", 0), "a", Instant.EPOCH);

        try (LocalProfileStore store = LocalProfileStore.open(home, LocalStorageConfig.defaults())) {
            assertThat(store.offset()).isEqualTo(7);
            assertThat(store.dispatchesDue(Instant.MAX, 10)).isEmpty();

            store.commit(TestingBatch.upTo(8)
                    .engagement(new Engagement(Map.of(), List.of(hello)))
                    .toBatch());

            assertThat(store.dispatchesDue(Instant.MAX, 10)).containsExactly(hello);
        }
    }
}
