package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.sample.CrowdedTown;
import io.tarn.server.bench.TownMeasures;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on what a run merges wrongly where much is shared. They only tighten. */
final class IdentitySafetyTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = 1)
    void keepsPersonsApartWhoShareDevicesHomesAndAddresses(long seed) {
        Path home = folder.resolve("home");
        Path csv = folder.resolve("town.csv");
        Path truth = folder.resolve("town.truth.csv");
        new CrowdedTown(seed).write(csv, truth);
        CommandLineRun.at(home, "source", "add", "town", csv.toString(), "--key", "record_id");

        CommandLineRun unified = CommandLineRun.at(home, "unify");

        assertThat(unified.exitCode()).as(unified.err()).isZero();
        TownMeasures found = TownMeasures.of(
                truth, CommandLineRun.rows(home, TownMeasures.PROFILES), CommandLineRun.rows(home, TownMeasures.LINKS));
        assertThat(found.automaticPrecision()).as("%s", found).isGreaterThanOrEqualTo(0.99);
        assertThat(found.excessMax()).as("%s", found).isLessThanOrEqualTo(4);
        assertThat(found.householdsMixed()).as("%s", found).isLessThanOrEqualTo(25);
        assertThat(found.twinsMixed()).as("%s", found).isLessThanOrEqualTo(10);
    }
}
