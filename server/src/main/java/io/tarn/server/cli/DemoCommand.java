package io.tarn.server.cli;

import io.tarn.server.Home;
import io.tarn.server.demo.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a sample brand, builds its gold table and says what was found. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Make a sample retailer with five sources that disagree, and find its customers.",
        description = "The demo's home is made anew each time.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "tarn-home/demo",
            description = "Where the demo lives (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("tarn-home/demo");

    @Option(names = "--seed", defaultValue = "1", description = "Another seed makes another town.")
    private long seed = 1;

    @Option(names = "--persons", defaultValue = "25000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int persons;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Home home = new Home(folder);
        try {
            Demo.clear(home);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try (ConsoleProgress progress = ConsoleProgress.standard()) {
            new Demo(home.prepare(), progress, spec.commandLine().getOut()).run(seed, persons);
        }
        return ExitCode.DONE.number();
    }
}
