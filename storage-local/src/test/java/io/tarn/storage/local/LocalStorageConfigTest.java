package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LocalStorageConfigTest {
    private static final long MIB = 1L << 20;

    @Test
    void hasDefaults() {
        assertThat(LocalStorageConfig.defaults())
                .isEqualTo(new LocalStorageConfig(100_000, 64 * MIB, 64 * MIB, 32 * MIB, 96 * MIB, 10_000));
    }

    @Test
    void changesOneLimitAtATime() {
        assertThat(LocalStorageConfig.defaults()
                        .withQueueEntriesMax(1)
                        .withQueueBytesMax(1024)
                        .withSpaceBytesMin(0)
                        .withMemoryBytesMax(4 * MIB, 5 * MIB)
                        .withProfilesCachedMax(0))
                .isEqualTo(new LocalStorageConfig(1, 1024, 0, 4 * MIB, 5 * MIB, 0));
    }

    @Test
    void refusesLimitsThatNothingCanWorkWith() {
        assertThatThrownBy(() -> LocalStorageConfig.defaults().withQueueEntriesMax(0))
                .hasMessage("Local storage cannot be opened with these limits: the queue must hold at least 1 entry and"
                        + " 1 KiB, free space and cached profiles must not be negative, the memory of log and store"
                        + " must be at least 4 MiB each.");
    }
}
