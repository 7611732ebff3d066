package io.tarn.server.live;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.tarn.server.http.LiveRooms;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs Quarkus in this process until it is asked to stop. Quarkus makes its beans itself, so what they open onto is left
 * for them in the one static place of the server.
 */
public final class QuarkusServer {
    private static final AtomicReference<Handed> HANDED = new AtomicReference<>();

    private QuarkusServer() {}

    /**
     * What Quarkus is handed.
     *
     * @param pages adds pages to the router beside those of the API
     * @param listening is run when requests are answered
     * @param stopping is run when they are no more
     */
    public record Handed(LiveRooms rooms, Consumer<Router> pages, Runnable listening, Runnable stopping) {}

    static Handed handed() {
        Handed handed = HANDED.get();
        if (handed == null) {
            throw new IllegalStateException("Quarkus was not started by QuarkusServer, so there is nothing to serve.");
        }
        return handed;
    }

    /**
     * Serves what it is handed at an address; returns when the server has stopped.
     *
     * @param settings of Quarkus, beside host and port
     */
    public static void serve(Handed handed, Map<String, String> settings) {
        HANDED.set(handed);
        settings.forEach(System::setProperty);
        Quarkus.run(Waiting.class, (_, _) -> {});
    }

    /** Does nothing but wait. */
    public static final class Waiting implements QuarkusApplication {
        @Override
        public int run(String... arguments) {
            Quarkus.waitForExit();
            return 0;
        }
    }
}
