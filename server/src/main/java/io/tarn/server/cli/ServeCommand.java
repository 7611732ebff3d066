package io.tarn.server.cli;

import io.tarn.server.Home;
import io.tarn.server.live.Serving;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a home over HTTP until it is asked to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        header = "Serve the HTTP API: events in, profiles out.",
        description = "Prints the address and serves until it is stopped. The key that opens everything is in"
                + " TARN_ADMIN_KEY, or in admin.key of the home.")
final class ServeCommand implements Callable<Integer> {
    private static final int PORT_DEFAULT = 8080;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + PORT_DEFAULT,
            description = "The port (default: ${DEFAULT-VALUE}).")
    private int port = PORT_DEFAULT;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Whom to answer: 127.0.0.1 for this machine alone (the default), 0.0.0.0 for everybody.")
    private String host = "127.0.0.1";

    @Override
    public Integer call() {
        Home place = home.home().prepare();
        new Serving(place, host, port).run(address -> {
            PrintWriter out = spec.commandLine().getOut();
            out.println(address.url());
            out.flush();
            spec.commandLine().getErr().println("tarn: serving " + place.root() + "; stop with Ctrl-C");
        });
        return ExitCode.DONE.number();
    }
}
