package io.tarn.server.cli;

import io.tarn.server.bench.Peers;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which other tools a measurement runs beside Tarn. */
final class PeerOptions {
    @Option(names = "--alone", description = "Measure Tarn alone, though other tools are installed.")
    private boolean alone;

    @Option(
            names = "--python",
            paramLabel = "COMMAND",
            defaultValue = "python3",
            description = "The Python for which Splink and GoldenMatch may be installed; they are run in turn with Tarn"
                    + " where they are (default: ${DEFAULT-VALUE}).")
    private String python = "python3";

    @Option(
            names = "--peers",
            paramLabel = "DIR",
            defaultValue = "bench/peers",
            description = "The folder of the scripts that run them (default: ${DEFAULT-VALUE}).")
    private Path scripts = Path.of("bench/peers");

    Optional<Peers> peers() {
        return alone ? Optional.empty() : Optional.of(new Peers(scripts, python));
    }
}
