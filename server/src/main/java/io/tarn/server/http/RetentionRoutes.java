package io.tarn.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.loop.retain.RetainReceipt;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** Where rows that are too old are taken out, with a key of scope admin. */
final class RetentionRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;

    RetentionRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
    }

    /** Takes them out, or says what that would be; may take minutes. */
    void retain(RoutingContext context) {
        bodies.read(
                context,
                body -> replies.answer(context, bearer::administering, key -> {
                    LiveRooms.Retention retaining = rooms.retaining();
                    boolean dry = isDryRun(body);
                    RetainReceipt receipt = (dry ? retaining.preview() : retaining.run()).get();
                    book.operated(key, "retain", "", dry ? "dry_run" : "");
                    return RetentionJson.write(receipt);
                }));
    }

    private static boolean isDryRun(byte[] body) {
        if (body.length == 0) {
            return false;
        }
        try {
            return MAPPER.readTree(body).path("dry_run").asBoolean();
        } catch (IOException _) {
            throw Refusals.wrongInput("The body is no valid JSON. Send {\"dry_run\": true}, or nothing.");
        }
    }
}
