package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Floors under the quality of identity on labelled sets, by the commands that a user types. They only rise. */
final class IdentityFloorTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data", "identity");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "fake_1000, 0.93, 0.99",
        "febrl3, 0.9995, 0.999",
        "febrl_c_10000, 0.996, 0.999",
        "historical_50k, 0.90, 0.95",
        "synth_100k, 0.95, 0.98"
    })
    void findsWhoIsWhoWithoutConfiguration(String set, double f1Min, double precisionMin) throws IOException {
        Path csv = DATA.resolve(set + ".csv");
        assumeTrue(Files.exists(csv), "the labelled set " + set + " is not here");
        Path home = folder.resolve("home");
        CommandLineRun.at(home, "source", "add", "x", csv.toString(), "--key", "record_id");

        CommandLineRun unified = CommandLineRun.at(home, "unify");

        assertThat(unified.exitCode()).as(unified.err()).isZero();
        JsonNode pairs = new JsonMapper()
                .readTree(CommandLineRun.at(
                                home,
                                "evaluate",
                                "--truth",
                                DATA.resolve(set + ".truth.csv").toString())
                        .out())
                .path("pairwise");
        assertThat(pairs.path("f1").asDouble()).isGreaterThanOrEqualTo(f1Min);
        assertThat(pairs.path("precision").asDouble()).isGreaterThanOrEqualTo(precisionMin);
    }
}
