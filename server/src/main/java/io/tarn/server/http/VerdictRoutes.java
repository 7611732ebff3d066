package io.tarn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where what people found of live constituents enters the log, with a key of scope admin. */
final class VerdictRoutes {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PAIRS_MAX = 10_000;
    private static final Pattern PERSON = Pattern.compile("person:[A-Za-z0-9._@-]{1,80}(/v[a-z0-9]{1,32})?");

    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;

    VerdictRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
    }

    /** Answers once they are durable. */
    void judge(RoutingContext context) {
        bodies.read(
                context,
                body -> replies.answer(context, bearer::administering, key -> {
                    List<LogEntry.Judged> judged = judged(body);
                    if (!judged.isEmpty()) {
                        book.operated(key, "verdict", judged.getFirst().decidedBy(), "");
                        rooms.verdicts().accept(judged);
                    }
                    return Replies.object(json -> json.writeNumberField("taken", judged.size()));
                }));
    }

    private List<LogEntry.Judged> judged(byte[] body) {
        JsonNode said = read(body);
        LogEntry.Verdict verdict = switch (said.path("verdict").asText()) {
            case "same" -> LogEntry.Verdict.SAME;
            case "different" -> LogEntry.Verdict.DIFFERENT;
            case "withdrawn" -> LogEntry.Verdict.WITHDRAWN;
            default -> throw Refusals.wrongInput("'verdict' is same, different or withdrawn.");
        };
        String decidedBy = said.path("decided_by").asText();
        if (!PERSON.matcher(decidedBy).matches()) {
            throw Refusals.wrongInput("'decided_by' is person:NAME or person:NAME/VERDICT, in letters and digits.");
        }
        JsonNode pairs = said.path("pairs");
        if (!pairs.isArray() || pairs.size() > PAIRS_MAX) {
            throw Refusals.wrongInput("'pairs' is a list of at most " + PAIRS_MAX + " pairs of constituents' ids.");
        }
        Instant at = rooms.clock().instant().truncatedTo(ChronoUnit.MICROS);
        List<LogEntry.Judged> judged = new ArrayList<>();
        for (JsonNode pair : pairs) {
            if (pair.size() != 2
                    || !ProfileId.isForm(pair.path(0).asText())
                    || !ProfileId.isForm(pair.path(1).asText())
                    || pair.path(0).equals(pair.path(1))) {
                throw Refusals.wrongInput("Each of 'pairs' is two different ids of constituents: the letter p and"
                        + " sixteen digits or letters.");
            }
            judged.add(new LogEntry.Judged(
                    at,
                    new ProfileId(pair.path(0).asText()),
                    new ProfileId(pair.path(1).asText()),
                    verdict,
                    decidedBy));
        }
        return judged;
    }

    private static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException _) {
            throw Refusals.wrongInput(
                    "The body is no valid JSON. Send {\"verdict\": \"same\", \"decided_by\": \"person:ann\","
                            + " \"pairs\": [[\"p…\", \"p…\"]]}.");
        }
    }
}
