package io.tarn.server.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.tarn.loop.live.AuditTrail;
import io.tarn.loop.live.LiveStatus;
import io.tarn.server.http.HttpRoutes;
import io.tarn.server.http.LiveRooms;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** Hands the rooms to Quarkus: its router opens onto them, and whatever else it makes may have them injected. */
@Singleton
public class QuarkusRooms {
    @Produces
    @Singleton
    LiveRooms rooms() {
        return QuarkusServer.handed().rooms();
    }

    void mount(@Observes Router router, Vertx vertx, LiveRooms rooms, MeterRegistry meters) {
        QuarkusServer.handed().pages().accept(router);
        HttpRoutes.mount(vertx, router, rooms);
        gauge(meters, "tarn.log.entries", rooms, LiveStatus::logEntries);
        gauge(meters, "tarn.backlog.entries", rooms, LiveStatus::backlog);
        gauge(meters, "tarn.lake.lag.entries", rooms, LiveStatus::lakeLag);
        FunctionCounter.builder("tarn.audit.lost", rooms.audit(), AuditTrail::lost)
                .description("Audit records that found no place and are not in ops.audit")
                .register(meters);
        gauge(meters, "tarn.profiles", rooms, LiveStatus::profiles);
    }

    private static void gauge(MeterRegistry meters, String name, LiveRooms rooms, ToDoubleFunction<LiveStatus> value) {
        Gauge.builder(name, rooms.status(), status -> value.applyAsDouble(status.get()))
                .register(meters);
    }

    void listening(@ObservesAsync HttpServerStart start) {
        QuarkusServer.handed().listening().run();
    }

    void stopping(@Observes ShutdownEvent event) {
        QuarkusServer.handed().stopping().run();
    }
}
