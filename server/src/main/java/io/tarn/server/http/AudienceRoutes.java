package io.tarn.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.loop.audience.MemberPage;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.message.Purpose;
import io.tarn.server.audience.AudienceJson;
import io.tarn.server.audience.Audiences;
import io.tarn.server.audience.ExplainedMembership;
import io.tarn.wire.audience.ExpressionCodec;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where audiences are counted, listed and explained. The lake is asked on virtual threads. */
final class AudienceRoutes {
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Audiences audiences;
    private final Bodies bodies;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;

    AudienceRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.audiences = rooms.audiences();
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
    }

    /** All that are declared. */
    void list(RoutingContext context) {
        answer(context, _ -> AudienceJson.list(audiences.list()));
    }

    /** How many belong to one. */
    void count(RoutingContext context) {
        answer(context, _ -> AudienceJson.count(audiences.count(name(context))));
    }

    /** How many belong to an expression that has no name. */
    void countWhere(RoutingContext context) {
        bodies.read(
                context,
                body -> answer(
                        context,
                        _ -> AudienceJson.count(audiences.count(ExpressionCodec.readJson(where(body), "where")))));
    }

    /** Who belongs to one, page by page. */
    void members(RoutingContext context) {
        int limit = limit(said(context, "limit"));
        Optional<ProfileId> after = said(context, "cursor").map(AudienceRoutes::cursor);
        answer(context, key -> {
            MemberPage page = audiences.members(name(context), limit, after);
            book.operated(key, "audience.members", "audience:" + name(context), key.seesAll() ? "plain" : "masked");
            return AudienceJson.members(page, ProfileRoutes.disclosure(key));
        });
    }

    /** How many a message would reach. */
    void reach(RoutingContext context) {
        ChannelKind channel = channel(said(context, "channel").orElse(""));
        Purpose purpose = said(context, "purpose").map(Purpose::new).orElse(Purpose.MARKETING);
        answer(context, _ -> AudienceJson.reach(audiences.reach(name(context), channel, purpose)));
    }

    /** Why somebody belongs, or does not. */
    void explain(RoutingContext context) {
        answer(context, key -> {
            ExplainedMembership explained = audiences.explain(name(context), Address.part(context, "profile"));
            book.shown(key, "audience.explain", explained.profile());
            return AudienceJson.explained(explained, ProfileRoutes.disclosure(key));
        });
    }

    private void answer(RoutingContext context, Function<Caller, String> body) {
        replies.answer(context, bearer::reading, body);
    }

    private static String name(RoutingContext context) {
        return Address.part(context, "name");
    }

    private static Optional<String> said(RoutingContext context, String name) {
        return Optional.ofNullable(context.request().getParam(name)).filter(text -> !text.isBlank());
    }

    private static String where(byte[] body) {
        try {
            JsonNode root = MAPPER.readTree(body);
            if (!root.isObject() || root.size() != 1 || !root.hasNonNull("where")) {
                throw Refusals.wrongInput("Send {\"where\": …} with an expression as text or as a tree.");
            }
            return root.get("where").toString();
        } catch (JsonProcessingException _) {
            throw Refusals.wrongInput(
                    "The body is no JSON that can be read. Send {\"where\": \"country = 'IT'\"}, or a tree of at most 100"
                            + " levels.");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ChannelKind channel(String word) {
        return Arrays.stream(ChannelKind.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refusals.wrongInput("'channel' is one of "
                        + Arrays.stream(ChannelKind.values())
                                .map(ChannelKind::word)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static ProfileId cursor(String text) {
        if (!ProfileId.isForm(text)) {
            throw Refusals.wrongInput("'cursor' is the 'next' of the page before.");
        }
        return new ProfileId(text);
    }

    private static int limit(Optional<String> said) {
        try {
            int limit = said.map(Integer::parseInt).orElse(LIMIT_DEFAULT);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Refused below with the numbers out of range.
        }
        throw Refusals.wrongInput("'limit' is a whole number from 1 to " + LIMIT_MAX + ".");
    }
}
