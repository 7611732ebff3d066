package io.tarn.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.loop.retain.RetainReceipt;
import io.vertx.core.Context;
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
        bodies.read(context, body -> {
            Context loop = context.vertx().getOrCreateContext();
            Thread.ofVirtual().start(() -> {
                try {
                    Caller key = bearer.administering(context.request());
                    LiveRooms.Retention retaining = rooms.retaining();
                    boolean dry = isDryRun(body);
                    RetainReceipt receipt = (dry ? retaining.preview() : retaining.run()).get();
                    book.operated(key, "retain", "", dry ? "dry_run" : "");
                    loop.runOnContext(_ -> replies.json(context, RetentionJson.write(receipt)));
                } catch (RuntimeException failure) {
                    loop.runOnContext(_ -> replies.refuse(context, failure));
                }
            });
        });
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
