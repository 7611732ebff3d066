package io.tarn.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.loop.engage.DeliveryStatus;
import io.tarn.model.decision.KillSwitch;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** Where all sending is stopped at once, and released. */
final class SendingRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RUNNING = "running";
    private static final String STOPPED = "stopped";

    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;

    SendingRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
    }

    /** How it stands. */
    void show(RoutingContext context) {
        replies.answer(context, bearer::reading, _ -> state());
    }

    /** Stops it, or lets it go on; true already when this answers. */
    void turn(RoutingContext context) {
        bodies.read(
                context,
                body -> replies.answer(context, bearer::administering, key -> {
                    boolean stopped = wanted(body).equals(STOPPED);
                    (stopped ? rooms.sending().pull() : rooms.sending().release()).run();
                    book.operated(key, stopped ? "sending.stop" : "sending.resume", "", "");
                    return state();
                }));
    }

    private static String wanted(byte[] body) {
        String wanted = "";
        try {
            wanted = MAPPER.readTree(body).path("sending").asText();
        } catch (IOException _) {
            // Refused below with all else that is no wish.
        }
        if (!wanted.equals(RUNNING) && !wanted.equals(STOPPED)) {
            throw Refusals.wrongInput("Send {\"sending\": \"stopped\"} or {\"sending\": \"running\"}.");
        }
        return wanted;
    }

    private String state() {
        DeliveryStatus status = rooms.sending().status().get();
        return Replies.object(json -> {
            json.writeStringField("sending", rooms.sending().state().get() == KillSwitch.PULLED ? STOPPED : RUNNING);
            json.writeNumberField("at_hand", status.atHand());
            json.writeNumberField("delivered", status.delivered());
            json.writeNumberField("failed", status.failed());
            json.writeNumberField("deferred", status.deferred());
            json.writeNumberField("uncertain", status.uncertain());
            if (status.fault().isPresent()) {
                json.writeStringField("fault", status.fault().get());
            }
        });
    }
}
