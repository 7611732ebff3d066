package io.tarn.storage.local;

import io.tarn.storage.ProfileStore;
import io.tarn.testing.ProfileStoreContract;
import io.tarn.testing.ProfileStoreForgettingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

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
}
