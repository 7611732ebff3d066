package io.tarn.server.cli;

import io.tarn.server.Home;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where a Tarn keeps everything. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "tarn-home",
            description = "Where tables, definitions and reports lie (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("tarn-home");

    Home home() {
        return new Home(folder);
    }
}
