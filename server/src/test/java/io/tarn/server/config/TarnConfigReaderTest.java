package io.tarn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TarnConfigReaderTest {
    @Test
    void anEmptyFileMeansTheDefaults() {
        assertThat(TarnConfigReader.parse("", "tarn.yaml")).isEqualTo(TarnConfig.defaults());
        assertThat(TarnConfig.defaults().memoryLimitMegabytes()).isEqualTo(2_048);
        assertThat(TarnConfig.defaults().defaultRegion()).isEmpty();
    }

    @Test
    void readsEveryKeyNestedOrDotted() {
        TarnConfig nested = TarnConfigReader.parse("""
                lake:
                  memory-limit: 3 GB
                  threads: 4
                collect:
                  default-region: de
                """, "tarn.yaml");
        TarnConfig dotted = TarnConfigReader.parse(
                "lake.memory-limit: 3072 MB\nlake.threads: 4\ncollect.default-region: DE\n", "tarn.yaml");

        assertThat(nested)
                .isEqualTo(new TarnConfig(3_072, 4, "DE", java.util.Map.of()))
                .isEqualTo(dotted);
    }

    @Test
    void reportsAllFaultsTogetherWithTheNearestKey() {
        assertThatThrownBy(() -> TarnConfigReader.parse("lake.memory-limt: 1 GB\nlake.threads: many\n", "tarn.yaml"))
                .hasMessage("""
                        The configuration 'tarn.yaml' has 2 faults:
                          - unknown key 'lake.memory-limt'. Did you mean 'lake.memory-limit'? Known keys:\
                         lake.memory-limit, lake.threads, collect.default-region, retention.TABLE
                          - lake.threads is 'many': use a whole number from 1 to 1024""");
    }
}
