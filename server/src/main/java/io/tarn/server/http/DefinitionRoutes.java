package io.tarn.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tarn.server.AppliedDefinitions;
import io.tarn.server.DefinitionChange;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Where the server takes over what its project declares, without a restart. */
final class DefinitionRoutes {
    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;

    DefinitionRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
    }

    /** What is declared otherwise than the server goes by. */
    void pending(RoutingContext context) {
        replies.answer(context, bearer::administering, _ -> {
            List<DefinitionChange> pending = rooms.definitions().pending().get();
            return Replies.object(json -> write(json, "pending", pending));
        });
    }

    /** Takes it over; answers once profiles follow events again, which may take minutes where there are many. */
    void apply(RoutingContext context) {
        bodies.read(
                context,
                _ -> replies.answer(context, bearer::administering, key -> {
                    AppliedDefinitions applied = rooms.definitions().apply().get();
                    book.operated(
                            key,
                            "definitions.apply",
                            "changes:" + applied.changes().size(),
                            "");
                    return Replies.object(json -> {
                        write(json, "applied", applied.changes());
                        json.writeArrayFieldStart("remarks");
                        for (String remark : applied.remarks()) {
                            json.writeString(remark);
                        }
                        json.writeEndArray();
                        json.writeNumberField("milliseconds", applied.took().toMillis());
                    });
                }));
    }

    private static void write(JsonGenerator json, String name, List<DefinitionChange> changes) throws IOException {
        json.writeArrayFieldStart(name);
        for (DefinitionChange change : changes) {
            json.writeStartObject();
            json.writeStringField("kind", change.kind());
            json.writeStringField("name", change.name());
            json.writeStringField("change", change.how().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
