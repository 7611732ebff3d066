package io.tarn.server.http;

import io.tarn.loop.quarantine.QuarantineFilter;
import io.tarn.loop.quarantine.ReplayOrder;
import io.tarn.wire.view.Disclosure;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;

/** Where events that were put aside are looked at and sent through the log again, with a key of scope admin. */
final class QuarantineRoutes {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 1000;

    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;

    QuarantineRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
    }

    /** The newest of them, and how many have each reason. */
    void list(RoutingContext context) {
        HttpServerRequest request = context.request();
        QuarantineFilter filter =
                QuarantineJson.filter(said(request, "event"), said(request, "reason"), said(request, "since"));
        int limit = limit(said(request, "limit"));
        Disclosure disclosure = "true".equals(request.getParam("reveal")) ? Disclosure.PLAIN : Disclosure.MASKED;
        answer(context, key -> {
            book.operated(key, "quarantine.list", "", disclosure == Disclosure.PLAIN ? "plain" : "masked");
            return QuarantineJson.write(rooms.aside().list().apply(filter, limit), disclosure);
        });
    }

    /** Replays them; answers once tables and profiles show it, which may take minutes. */
    void replay(RoutingContext context) {
        bodies.read(
                context,
                body -> answer(context, key -> {
                    ReplayOrder order = QuarantineJson.order(body);
                    book.operated(key, "quarantine.replay", "", order.dryRun() ? "dry_run" : "");
                    return QuarantineJson.write(rooms.aside().replay().apply(order));
                }));
    }

    private void answer(RoutingContext context, Function<Caller, String> body) {
        replies.answer(context, bearer::administering, body);
    }

    private static Optional<String> said(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getParam(name)).filter(text -> !text.isBlank());
    }

    private static int limit(Optional<String> said) {
        try {
            int limit = said.map(Integer::parseInt).orElse(LIMIT_DEFAULT);
            if (limit >= 0 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Refused below with the numbers out of range.
        }
        throw Refusals.wrongInput("'limit' is a whole number from 0 to " + LIMIT_MAX + ".");
    }
}
