package io.tarn.server.live;

import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.config.PrivateFile;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Serves one home over HTTP until the process is asked to stop. */
public final class Serving {
    private static final String EVERYBODY = "0.0.0.0";
    private static final String THIS_MACHINE = "127.0.0.1";
    /** Bodies of up to 32 times the limit are passed over by the routes, so that their senders are answered. */
    private static final long BODY_FENCE_FACTOR = 64;

    private final Home home;
    private final String host;
    private final int port;
    private final Consumer<Router> pages;

    /**
     * @param home prepared
     * @param host whom to answer: {@code 127.0.0.1} for this machine alone, {@code 0.0.0.0} for everybody
     */
    public Serving(Home home, String host, int port) {
        this(home, host, port, _ -> {});
    }

    /** @param pages adds pages beside those of the API */
    public Serving(Home home, String host, int port, Consumer<Router> pages) {
        this.pages = pages;
        this.home = home;
        this.host = host;
        this.port = port;
    }

    /** What somebody needs to call the server that now answers. */
    public record Address(String url, String adminKey, LiveHouse live) {}

    /**
     * Serves; returns when the server has stopped.
     *
     * @param listening is told where, once requests are answered
     */
    public void run(Consumer<Address> listening) {
        String token = PrivateFile.secret("local");
        String admin = PrivateFile.adminKey(home.root(), System.getenv());
        AtomicBoolean stopped = new AtomicBoolean();
        try (House house = House.open(home)) {
            String url = "http://" + (host.equals(EVERYBODY) ? THIS_MACHINE : host) + ":" + port;
            LiveHouse live = LiveHouse.open(house, URI.create(url), Set.of(token, admin));
            Runnable stop = () -> {
                if (stopped.compareAndSet(false, true)) {
                    live.close();
                    forget(home.root().resolve("server.json"));
                }
            };
            Runnable announce = () -> {
                PrivateFile.write(
                        home.root().resolve("server.json"),
                        "{\"address\":\"" + url + "\",\"token\":\"" + token + "\",\"process\":"
                                + ProcessHandle.current().pid() + "}\n");
                listening.accept(new Address(url, admin, live));
            };
            try {
                QuarkusServer.serve(
                        new QuarkusServer.Handed(live.rooms(), pages, announce, stop),
                        settings(house.config().http()));
            } finally {
                stop.run();
            }
        }
    }

    /** What Quarkus holds by itself; it limits bodies only behind the routes, which answer better. */
    private Map<String, String> settings(HttpConfig http) {
        HttpConfig.Connections connections = http.connections();
        Map<String, String> settings = new TreeMap<>();
        settings.put("quarkus.http.limits.max-body-size", Long.toString(BODY_FENCE_FACTOR * http.bodyBytesMax()));
        settings.put("quarkus.http.limits.max-header-size", Integer.toString(connections.headerBytesMax()));
        settings.put("quarkus.http.limits.max-connections", Integer.toString(connections.connectionsMax()));
        settings.put("quarkus.http.idle-timeout", connections.idleMax().toString());
        settings.put("quarkus.http.host", host);
        settings.put("quarkus.http.port", Integer.toString(port));
        return settings;
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
