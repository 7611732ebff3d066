package io.tarn.testing;

import io.tarn.storage.ProfileStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class TestingProfileStoreTest {
    private static ProfileStore open(Map<Path, TestingProfileStore> stores, Path home) {
        return stores.compute(home, (_, store) -> store == null ? new TestingProfileStore() : store.reopened());
    }

    @Nested
    class Keeping extends ProfileStoreContract {
        private final Map<Path, TestingProfileStore> stores = new HashMap<>();

        @Override
        protected ProfileStore open(Path home) {
            return TestingProfileStoreTest.open(stores, home);
        }
    }

    @Nested
    class Forgetting extends ProfileStoreForgettingContract {
        private final Map<Path, TestingProfileStore> stores = new HashMap<>();

        @Override
        protected ProfileStore open(Path home) {
            return TestingProfileStoreTest.open(stores, home);
        }
    }

    @Nested
    class Engaging extends ProfileStoreEngagementContract {
        private final Map<Path, TestingProfileStore> stores = new HashMap<>();

        @Override
        protected ProfileStore open(Path home) {
            return TestingProfileStoreTest.open(stores, home);
        }
    }
}
