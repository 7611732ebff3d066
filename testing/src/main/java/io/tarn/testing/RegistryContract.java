package io.tarn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.Registry;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Registry} promises. */
public abstract class RegistryContract {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");
    private static final ApiKey SHOP = new ApiKey("shop", "aa", Scope.COLLECT, Optional.of("web"), AT.plusMillis(500));
    private static final ApiKey ADMIN = new ApiKey("admin", "bb", Scope.ADMIN, Optional.empty(), AT);

    /** Opens the registry that lies at a place; tests open one place several times. */
    protected abstract Registry open(Path home);

    @Test
    void keepsKeys(@TempDir Path home) {
        try (Registry registry = open(home)) {
            assertThat(registry.keys()).isEmpty();
            registry.add(SHOP);
            registry.add(ADMIN);
        }

        try (Registry registry = open(home)) {
            assertThat(registry.keys()).containsExactly(ADMIN, SHOP);
            assertThat(registry.findKey("aa")).contains(SHOP);
            assertThat(registry.findKey("cc")).isEmpty();
        }
    }

    @Test
    void refusesANameThatIsTaken(@TempDir Path home) {
        try (Registry registry = open(home)) {
            registry.add(SHOP);

            assertThatThrownBy(() -> registry.add(new ApiKey("shop", "dd", Scope.READ, Optional.empty(), AT)))
                    .hasMessage(
                            "There is a key named 'shop' already: choose another name, or withdraw that one first.");
            assertThat(registry.keys()).containsExactly(SHOP);
        }
    }

    @Test
    void refusesAKeyForTheSourceOfWhatTarnItselfTells(@TempDir Path home) {
        try (Registry registry = open(home)) {
            assertThatThrownBy(() -> registry.add(new ApiKey("mail", "ee", Scope.COLLECT, Optional.of("tarn"), AT)))
                    .hasMessageStartingWith("'tarn' is the source of what Tarn itself tells");
            assertThat(registry.keys()).isEmpty();
        }
    }

    @Test
    void withdrawsAKey(@TempDir Path home) {
        try (Registry registry = open(home)) {
            registry.add(SHOP);

            assertThat(registry.withdraw("shop", AT)).isTrue();
            assertThat(registry.withdraw("shop", AT)).isFalse();
            assertThat(registry.withdraw("nobody", AT)).isFalse();

            assertThat(registry.findKey("aa")).isEmpty();
            assertThat(registry.keys()).isEmpty();
            registry.add(new ApiKey("shop", "ee", Scope.READ, Optional.empty(), AT));
            assertThat(registry.keys()).extracting(ApiKey::hash).containsExactly("ee");
        }
    }

    @Test
    void keepsTombstones(@TempDir Path home) {
        try (Registry registry = open(home)) {
            assertThat(registry.tombstoneCount()).isZero();
            registry.addTombstones(Set.of("11", "22"), AT);
            registry.addTombstones(Set.of("22", "33"), AT.plusSeconds(1));
            registry.addTombstones(Set.of(), AT);
        }

        try (Registry registry = open(home)) {
            assertThat(registry.tombstoneCount()).isEqualTo(3);
            assertThat(registry.findTombstones(Set.of("22", "33", "44"))).containsExactlyInAnyOrder("22", "33");
            assertThat(registry.findTombstones(Set.of())).isEmpty();
        }
    }

    @Test
    void servesManyThreadsAndASecondProcess(@TempDir Path home) throws Exception {
        try (Registry registry = open(home);
                Registry second = open(home);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Registry one = i % 2 == 0 ? registry : second;
                String hash = "hash" + i;
                running.add(threads.submit(() -> {
                    one.add(new ApiKey(hash, hash, Scope.READ, Optional.empty(), AT));
                    one.addTombstones(Set.of(hash), AT);
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }

            assertThat(registry.keys()).hasSize(20);
            assertThat(second.keys()).hasSize(20);
            assertThat(second.tombstoneCount()).isEqualTo(20);
        }
    }
}
