package io.tarn.server.cli;

import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.live.LiveHouse;
import io.tarn.server.live.PrivateFile;
import io.tarn.server.live.QuarkusServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
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
        String token = PrivateFile.secret("local");
        String admin = PrivateFile.adminKey(place.root(), System.getenv());
        AtomicBoolean stopped = new AtomicBoolean();
        try (House house = House.open(place)) {
            LiveHouse live = LiveHouse.open(house, Set.of(token, admin));
            Runnable stop = () -> {
                if (stopped.compareAndSet(false, true)) {
                    live.close();
                    forget(place.root().resolve("server.json"));
                }
            };
            try {
                QuarkusServer.serve(live.rooms(), settings(), () -> announce(place, token), stop);
            } finally {
                stop.run();
            }
        }
        return ExitCode.DONE.number();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("quarkus.http.host", host);
        settings.put("quarkus.http.port", Integer.toString(port));
        return settings;
    }

    private void announce(Home place, String token) {
        String address = "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port;
        PrivateFile.write(
                place.root().resolve("server.json"),
                "{\"address\":\"" + address + "\",\"token\":\"" + token + "\",\"process\":"
                        + ProcessHandle.current().pid() + "}\n");
        PrintWriter out = spec.commandLine().getOut();
        out.println(address);
        out.flush();
        spec.commandLine().getErr().println("tarn: serving " + place.root() + "; stop with Ctrl-C");
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
