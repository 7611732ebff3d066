package io.tarn.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Where commands on the same home write down what they did, while a server holds the log. */
final class AuditRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TEXT_LENGTH_MAX = 256;

    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final Replies replies;

    AuditRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.replies = replies;
    }

    /** Answers once the record is durable. */
    void record(RoutingContext context) {
        bodies.read(
                context,
                body -> replies.answer(context, bearer::administering, _ -> {
                    rooms.audit().record(record(body));
                    rooms.audit().flush();
                    return Replies.SUCCESS;
                }));
    }

    private AuditRecord record(byte[] body) {
        try {
            JsonNode said = MAPPER.readTree(body);
            String profile = text(said, "profile_id");
            return new AuditRecord(
                    rooms.clock().instant().truncatedTo(ChronoUnit.MICROS),
                    "command:" + required(said, "account"),
                    "home",
                    required(said, "action"),
                    profile.isEmpty() ? Optional.empty() : Optional.of(new ProfileId(profile)),
                    text(said, "subject"),
                    text(said, "policy"),
                    "done",
                    1);
        } catch (TarnException wrong) {
            throw Refusals.wrongInput("'profile_id' is no profile id: the letter p and sixteen digits or letters.");
        } catch (JsonProcessingException _) {
            throw Refusals.wrongInput("The body is no valid JSON. Send {\"account\": \"…\", \"action\": \"…\"}.");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String required(JsonNode said, String name) {
        String text = text(said, name);
        if (text.isEmpty()) {
            throw Refusals.wrongInput("'" + name + "' is missing. Send {\"account\": \"…\", \"action\": \"…\"}.");
        }
        return text;
    }

    private static String text(JsonNode said, String name) {
        String text = said.path(name).asText("");
        if (text.length() > TEXT_LENGTH_MAX) {
            throw Refusals.wrongInput("'" + name + "' has more than " + TEXT_LENGTH_MAX + " characters.");
        }
        return text;
    }
}
