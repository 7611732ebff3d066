package io.tarn.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.model.erasure.ForgetReceipt;
import io.tarn.wire.erasure.ForgetReceiptCodec;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Where a privacy officer orders that a person be forgotten. */
final class ForgetRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FORM = "Send {\"identifier\": \"email:ann@example.com\"}.";

    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;

    ForgetRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
    }

    /** Forgets, and answers with the receipt once nothing is left; that may take minutes. */
    void forget(RoutingContext context) {
        bodies.read(
                context,
                body -> replies.answer(context, bearer::administering, key -> {
                    ForgetReceipt forgotten = rooms.forgetting().apply(identifier(body));
                    book.forgot(key, forgotten.asked());
                    return ForgetReceiptCodec.write(forgotten);
                }));
    }

    private static String identifier(byte[] body) {
        try {
            String identifier = MAPPER.readTree(body).path("identifier").asText("");
            if (identifier.isEmpty()) {
                throw Refusals.wrongInput(FORM);
            }
            return identifier;
        } catch (JsonProcessingException _) {
            throw Refusals.wrongInput("The body is no valid JSON. " + FORM);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
