package io.tarn.server.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.tarn.engage.delivery.LinkKind;
import io.tarn.engage.delivery.SignedLink;
import io.tarn.engage.delivery.SignedLinks;
import io.tarn.engage.outcome.ScannerRules;
import io.tarn.loop.engage.OutcomeTaken;
import io.tarn.loop.engage.Preferences;
import io.tarn.loop.engage.Visits;
import io.tarn.model.message.Message;
import io.tarn.model.message.Outcome;
import io.tarn.server.page.Choices;
import io.tarn.server.page.MessagePage;
import io.tarn.storage.Dispatch;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the links of messages lead. A link counts only with its signature. To open an address changes nothing but what is
 * known of opens and clicks: scanners open all of them. Stores are asked on virtual threads.
 */
final class MessageRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(MessageRoutes.class);

    /** How long a click waits for its event to be durable: the person wants to go on. */
    private static final Duration CLICK_WAIT_MAX = Duration.ofMillis(500);

    private static final Duration WISH_WAIT_MAX = Duration.ofSeconds(5);

    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Visits visits = new Visits(ScannerRules.DEFAULT);

    MessageRoutes(LiveRooms rooms, Bodies bodies) {
        this.rooms = rooms;
        this.bodies = bodies;
    }

    /** The pixel, which a mail program fetches when the mail is opened. */
    void open(RoutingContext context) {
        beside(context, link(context, LinkKind.OPEN, ""), (rooms, link) -> {
            visited(context, rooms, link);
            return PersonReply.pixel();
        });
    }

    /** A link of the author's. */
    void click(RoutingContext context) {
        String target = context.request().getParam(SignedLinks.TARGET);
        beside(context, link(context, LinkKind.CLICK, Objects.requireNonNullElse(target, "")), (rooms, link) -> {
            visited(context, rooms, link).ifPresent(taken -> isDurable(taken, CLICK_WAIT_MAX));
            return PersonReply.elsewhere(link.target());
        });
    }

    void askToUnsubscribe(RoutingContext context) {
        shown(context, LinkKind.UNSUBSCRIBE, (_, page) -> page.unsubscribe());
    }

    /** RFC 8058: any POST to the address of the header is the wish itself. */
    void unsubscribe(RoutingContext context) {
        bodies.read(
                context,
                _ -> beside(context, link(context, LinkKind.UNSUBSCRIBE, ""), (links, link) -> {
                    Optional<Dispatch> found = links.outcomes().find(link.message());
                    if (found.isEmpty()) {
                        return PersonReply.page(404, MessagePage.forgotten());
                    }
                    MessagePage page = page(links, found.get());
                    boolean heard = found.get().message().purpose().isTransactional()
                            || isDurable(
                                    links.outcomes().take(new Outcome.Unsubscribed(link.message(), now())),
                                    WISH_WAIT_MAX);
                    return heard
                            ? PersonReply.page(200, page.unsubscribed())
                            : PersonReply.page(503, MessagePage.notSaved());
                }));
    }

    void preferences(RoutingContext context) {
        shown(
                context,
                LinkKind.PREFERENCES,
                (links, page) -> page.preferences(choices(links, page.dispatch()), List.of()));
    }

    /** Saves what was chosen: the purposes that are switched on, or that nothing is to come at all. */
    void choose(RoutingContext context) {
        bodies.read(context, body -> {
            Map<String, List<String>> form = form(body);
            beside(context, link(context, LinkKind.PREFERENCES, ""), (links, link) -> {
                Optional<Dispatch> found = links.outcomes().find(link.message());
                if (found.isEmpty()) {
                    return PersonReply.page(404, MessagePage.forgotten());
                }
                Choices before = choices(links, found.get());
                Map<String, Boolean> changes = changes(before, form);
                Preferences chosen = new Preferences(link.message(), now(), changes);
                if (!isDurable(links.outcomes().take(chosen), WISH_WAIT_MAX)) {
                    return PersonReply.page(503, MessagePage.notSaved());
                }
                Choices after = before.with(changes);
                return PersonReply.page(
                        200, page(links, found.get()).preferences(after, MessagePage.saved(before, after)));
            });
        });
    }

    void why(RoutingContext context) {
        shown(context, LinkKind.WHY, (links, page) -> page.why(links.why().apply(page.dispatch())));
    }

    private static Map<String, Boolean> changes(Choices before, Map<String, List<String>> form) {
        return switch (String.join(",", form.getOrDefault("save", List.of()))) {
            case "chosen" -> before.changes(Set.copyOf(form.getOrDefault("purpose", List.of())));
            case "none" -> before.refusal();
            default -> Map.of();
        };
    }

    private static Map<String, List<String>> form(byte[] body) {
        try {
            return new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), false).parameters();
        } catch (IllegalArgumentException _) {
            return Map.of();
        }
    }

    private static Choices choices(LiveRooms.Links links, Dispatch dispatch) {
        Message message = dispatch.message();
        return Choices.of(
                message.channel(),
                message.purpose(),
                links.purposes().get(),
                links.outcomes().consents(dispatch));
    }

    private Instant now() {
        return rooms.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Tells of a visit; empty where the message is not known any more. */
    private Optional<CompletableFuture<OutcomeTaken>> visited(
            RoutingContext context, LiveRooms.Links links, SignedLink link) {
        HttpServerRequest request = context.request();
        String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        return links.outcomes()
                .find(link.message())
                .map(dispatch -> links.outcomes()
                        .take(visits.outcome(
                                dispatch,
                                new Visits.Request(
                                        link.target(), request.method().name(), agent, now()))));
    }

    /** Whether it became durable in time. */
    private static boolean isDurable(CompletableFuture<OutcomeTaken> taken, Duration waitMax) {
        try {
            return taken.get(waitMax.toMillis(), TimeUnit.MILLISECONDS) instanceof OutcomeTaken.Taken;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException _) {
            LOG.warn("What came of a message was not durable within {} ms.", waitMax.toMillis());
            return false;
        } catch (ExecutionException failure) {
            LOG.warn("What came of a message cannot be kept: {}", Replies.trace(failure));
            return false;
        }
    }

    /** A page of a message, once its link was found good. */
    private interface Shown {
        String html(LiveRooms.Links links, MessagePage page);
    }

    private void shown(RoutingContext context, LinkKind kind, Shown shown) {
        beside(
                context,
                link(context, kind, ""),
                (links, link) -> links.outcomes()
                        .find(link.message())
                        .map(dispatch -> PersonReply.page(200, shown.html(links, page(links, dispatch))))
                        .orElseGet(() -> PersonReply.page(404, MessagePage.forgotten())));
    }

    private static MessagePage page(LiveRooms.Links links, Dispatch dispatch) {
        return new MessagePage(dispatch, links.signed().named(dispatch.message().id()));
    }

    private Optional<SignedLink> link(RoutingContext context, LinkKind kind, String target) {
        String path = "/m/" + kind.letter() + "/" + Address.part(context, "message") + "/"
                + Address.part(context, "signature");
        return rooms.links().flatMap(links -> links.signed().verify(path, target));
    }

    /** What follows a good link; may wait. */
    private interface Followed {
        PersonReply reply(LiveRooms.Links links, SignedLink link);
    }

    private void beside(RoutingContext context, Optional<SignedLink> link, Followed followed) {
        if (link.isEmpty()) {
            PersonReply.page(404, MessagePage.wrongLink()).send(context);
            context.request().resume();
            return;
        }
        Context loop = context.vertx().getOrCreateContext();
        Thread.ofVirtual().start(() -> {
            PersonReply reply = reply(link.get(), followed);
            loop.runOnContext(_ -> reply.send(context));
        });
    }

    private PersonReply reply(SignedLink link, Followed followed) {
        try {
            return followed.reply(rooms.links().orElseThrow(), link);
        } catch (RuntimeException failure) {
            LOG.error("What a link of a message leads to failed: {}", Replies.trace(failure));
            return link.kind() == LinkKind.CLICK
                    ? PersonReply.elsewhere(link.target())
                    : PersonReply.page(503, MessagePage.notSaved());
        }
    }
}
