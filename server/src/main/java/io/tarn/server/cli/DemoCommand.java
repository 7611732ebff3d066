package io.tarn.server.cli;

import io.tarn.server.Home;
import io.tarn.server.demo.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
        description = "The demo's home is made anew each time. Then it is served until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {
    private static final int PORTS_TRIED = 20;

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

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Where to serve; the next free one when it is taken (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--no-serve", description = "End once gold is built, without serving it.")
    private boolean endsUnserved;

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
            Demo demo = new Demo(home.prepare(), progress, spec.commandLine().getOut());
            demo.run(seed, persons);
            if (!endsUnserved) {
                demo.serve(seed, free(port));
            }
        }
        return ExitCode.DONE.number();
    }

    private static int free(int wanted) {
        int port = wanted;
        while (port < wanted + PORTS_TRIED && !isFree(port)) {
            port++;
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
