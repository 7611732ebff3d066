package io.tarn.server.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.tarn.server.http.HttpRoutes;
import io.tarn.server.http.LiveRooms;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the rooms to Quarkus: its router opens onto them, and whatever else it makes may have them injected. */
@Singleton
public class QuarkusRooms {
    @Produces
    @Singleton
    LiveRooms rooms() {
        return QuarkusServer.handed().rooms();
    }

    void mount(@Observes Router router, Vertx vertx, LiveRooms rooms) {
        HttpRoutes.mount(vertx, router, rooms);
    }

    void listening(@ObservesAsync HttpServerStart start) {
        QuarkusServer.handed().listening().run();
    }

    void stopping(@Observes ShutdownEvent event) {
        QuarkusServer.handed().stopping().run();
    }
}
