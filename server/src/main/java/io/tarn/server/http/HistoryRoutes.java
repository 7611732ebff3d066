package io.tarn.server.http;

import io.tarn.model.identity.SourceName;
import io.tarn.wire.event.Unpacking;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Where events told from the past are handed over, with a key of scope admin. */
final class HistoryRoutes {
    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;

    HistoryRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
    }

    /** Takes lines; answers once what it took is durable. */
    void take(RoutingContext context) {
        bodies.read(
                context,
                body -> replies.answer(context, bearer::administering, key -> {
                    String source = Objects.requireNonNullElse(context.request().getParam("source"), "");
                    if (source.isBlank()) {
                        throw Refusals.wrongInput("Name the event source in the address: /v1/history?source=NAME.");
                    }
                    byte[] plain = Unpacking.plain(body, rooms.config().bodyBytesMax());
                    String json = HistoryJson.write(rooms.history().take(SourceName.ofEvents(source), lines(plain)));
                    book.operated(key, "history.import", "source:" + source, "");
                    return json;
                }));
    }

    private static List<byte[]> lines(byte[] body) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                if (i > start) {
                    lines.add(Arrays.copyOfRange(body, start, i));
                }
                start = i + 1;
            }
        }
        return lines;
    }
}
