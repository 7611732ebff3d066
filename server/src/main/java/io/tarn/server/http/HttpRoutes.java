package io.tarn.server.http;

import io.tarn.wire.event.SegmentEndpoint;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Every address of the API, in one place. {@code openapi.yaml} describes the same. */
public final class HttpRoutes {
    private static final String PREFLIGHT_SECONDS = "86400";
    private static final int FIRST = -1;

    private final Router router;
    private final Replies replies;
    private final Bearer bearer;
    private final CollectRoutes collect;
    private final ForeignRoutes foreign;
    private final ProfileRoutes profiles;
    private final ChangeRoutes changes;
    private final OperationRoutes operation;
    private final ForgetRoutes forgetting;
    private final AuditRoutes audit;
    private final int requestsMax;
    private final AtomicInteger requests = new AtomicInteger();
    private final QuarantineRoutes quarantine;
    private final AudienceRoutes audiences;
    private final CampaignRoutes campaigns;
    private final HistoryRoutes history;
    private final RetentionRoutes retention;
    private final VerdictRoutes verdicts;
    private final DefinitionRoutes definitions;
    private final SendingRoutes sending;
    private final MessageRoutes messages;
    private final ReportRoutes reports;

    private HttpRoutes(Vertx vertx, Router router, LiveRooms rooms) {
        this.router = router;
        requestsMax = rooms.config().requestsMax();
        replies = new Replies(rooms.clock());
        bearer = new Bearer(rooms);
        Bodies bodies = new Bodies(vertx, rooms.config(), replies);
        collect = new CollectRoutes(rooms, bodies, replies);
        foreign = new ForeignRoutes(rooms, bodies, collect);
        profiles = new ProfileRoutes(rooms, bodies, replies);
        changes = new ChangeRoutes(rooms, replies);
        operation = new OperationRoutes(rooms, replies);
        forgetting = new ForgetRoutes(rooms, bodies, replies);
        audit = new AuditRoutes(rooms, bodies, replies);
        retention = new RetentionRoutes(rooms, bodies, replies);
        verdicts = new VerdictRoutes(rooms, bodies, replies);
        definitions = new DefinitionRoutes(rooms, bodies, replies);
        sending = new SendingRoutes(rooms, bodies, replies);
        history = new HistoryRoutes(rooms, bodies, replies);
        quarantine = new QuarantineRoutes(rooms, bodies, replies);
        messages = new MessageRoutes(rooms, bodies);
        reports = new ReportRoutes(rooms, bodies, replies);
        audiences = new AudienceRoutes(rooms, bodies, replies);
        campaigns = new CampaignRoutes(rooms, bodies, replies);
    }

    /** Opens the rooms to a router. */
    public static void mount(Vertx vertx, Router router, LiveRooms rooms) {
        new HttpRoutes(vertx, router, rooms).mount();
    }

    private void mount() {
        router.route().order(FIRST).handler(this::readable);
        for (SegmentEndpoint endpoint : SegmentEndpoint.values()) {
            posted("/v1/" + endpoint.word(), context -> collect.collect(context, endpoint));
            posted("/v1/" + endpoint.word().charAt(0), context -> collect.collect(context, endpoint));
        }
        posted("/v1/import", context -> collect.collect(context, SegmentEndpoint.BATCH));
        posted("/api/s/s2s/:type", this::typed);
        posted("/api/s/:type", this::typed);
        posted("/v1/cloudevents", foreign::cloudEvents);
        posted("/v1/webhooks/:source", foreign::webhook);
        open(router.get("/v1/projects/:key/settings"), operation::settings);
        router.get("/v1/profiles/:key").handler(counted(profiles::one));
        router.get("/v1/profiles/:key/decision").handler(counted(profiles::decide));
        router.post("/v1/profiles/batch").handler(counted(profiles::several));
        router.get("/v1/profiles/:key/changes").handler(safe(changes::one));
        router.get("/v1/changes").handler(safe(changes::all));
        router.get("/v1/spaces/:space/collections/:collection/profiles/:key/:part")
                .handler(counted(profiles::space));
        router.post("/v1/forget").handler(counted(forgetting::forget));
        router.post("/v1/retain").handler(counted(retention::retain));
        router.post("/v1/verdicts").handler(counted(verdicts::judge));
        router.get("/v1/definitions").handler(counted(definitions::pending));
        router.post("/v1/definitions/apply").handler(counted(definitions::apply));
        router.post("/v1/history").handler(counted(history::take));
        router.get("/v1/quarantine").handler(counted(quarantine::list));
        router.post("/v1/quarantine/replay").handler(counted(quarantine::replay));
        router.get("/v1/audiences").handler(counted(audiences::list));
        router.post("/v1/audiences/count").handler(counted(audiences::countWhere));
        router.get("/v1/audiences/:name/count").handler(counted(audiences::count));
        router.get("/v1/audiences/:name/members").handler(counted(audiences::members));
        router.get("/v1/audiences/:name/reach").handler(counted(audiences::reach));
        router.get("/v1/audiences/:name/explain/:profile").handler(counted(audiences::explain));
        router.get("/v1/campaigns").handler(counted(campaigns::list));
        router.get("/v1/campaigns/:name/lift").handler(counted(campaigns::lift));
        router.post("/v1/campaigns/:name/simulate").handler(counted(campaigns::simulate));
        router.get("/v1/sending").handler(counted(sending::show));
        router.post("/v1/sending").handler(counted(sending::turn));
        router.post("/v1/audit").handler(counted(audit::record));
        messages();
        router.post("/v1/mail/reports").handler(counted(reports::mail));
        router.post("/v1/mail/providers/:provider").handler(counted(reports::provider));
        router.get("/health").handler(safe(operation::health));
        router.get("/openapi").handler(safe(operation::openApi));
        router.route().order(Integer.MAX_VALUE).handler(this::unknown);
    }

    /** Where the links of messages lead: persons follow them, and machines ahead of them. */
    private void messages() {
        linked("o", messages::open);
        linked("c", messages::click);
        linked("u", messages::askToUnsubscribe);
        linked("p", messages::preferences);
        linked("w", messages::why);
        router.post(linkPath("u")).handler(counted(messages::unsubscribe));
        router.post(linkPath("p")).handler(counted(messages::choose));
    }

    private void linked(String letter, Handler<RoutingContext> handler) {
        router.get(linkPath(letter)).handler(counted(handler));
        router.head(linkPath(letter)).handler(counted(handler));
    }

    private static String linkPath(String letter) {
        return "/m/" + letter + "/:message/:signature";
    }

    /** An address to which browsers post too, from pages of any origin: a write key tells no secret. */
    private void posted(String path, Handler<RoutingContext> handler) {
        for (String spelled : new String[] {path, path + "/"}) {
            open(router.post(spelled), handler);
            router.options(spelled).handler(HttpRoutes::preflight);
        }
    }

    private void open(Route route, Handler<RoutingContext> handler) {
        Handler<RoutingContext> counted = counted(safe(handler));
        route.handler(context -> {
            openToPages(context.response());
            afterLook(context, counted);
        });
    }

    /** A token whose look may have to wait is looked at beside the event loop, on which what follows runs. */
    private void afterLook(RoutingContext context, Handler<RoutingContext> handler) {
        Optional<String> token = bearer.token(context.request());
        if (token.isEmpty()) {
            handler.handle(context);
            return;
        }
        context.request().pause();
        Context loop = context.vertx().getOrCreateContext();
        Thread.ofVirtual().start(() -> {
            bearer.look(token.get());
            loop.runOnContext(_ -> handler.handle(context));
        });
    }

    /** Lets a page of any origin read an answer, and when to come back. */
    static void openToPages(HttpServerResponse response) {
        response.putHeader("Access-Control-Allow-Origin", "*");
        response.putHeader("Access-Control-Expose-Headers", "Retry-After, X-RateLimit-Reset");
    }

    private void typed(RoutingContext context) {
        Optional<SegmentEndpoint> endpoint = SegmentEndpoint.find(Address.part(context, "type"));
        if (endpoint.isEmpty()) {
            throw Refusals.noSuchPlace();
        }
        collect.collect(context, endpoint.get());
    }

    /** A handler of requests of which only so many may be under way: each holds a body or asks a store. */
    private Handler<RoutingContext> counted(Handler<RoutingContext> handler) {
        return safe(context -> {
            if (requests.incrementAndGet() > requestsMax) {
                requests.decrementAndGet();
                throw Refusals.tooManyRequests(requestsMax);
            }
            context.addEndHandler(_ -> requests.decrementAndGet());
            handler.handle(context);
        });
    }

    private Handler<RoutingContext> safe(Handler<RoutingContext> handler) {
        return context -> {
            try {
                handler.handle(context);
            } catch (RuntimeException failure) {
                replies.refuse(context, failure);
                context.request().resume();
            }
        };
    }

    private static void preflight(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Access-Control-Allow-Origin", "*");
        response.putHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
        response.putHeader(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Content-Encoding, X-Write-Key, X-Retry-Count, Sec-GPC, *");
        response.putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        response.setStatusCode(204).end();
    }

    /** Refuses an address that cannot be decoded before a route stumbles over it. */
    private void readable(RoutingContext context) {
        try {
            context.request().params();
            URLDecoder.decode(context.normalizedPath(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            replies.refuse(context, Refusals.wrongAddress());
            context.request().resume();
            return;
        }
        context.next();
    }

    private void unknown(RoutingContext context) {
        boolean known = !context.request().method().equals(HttpMethod.POST)
                && SegmentEndpoint.find(context.normalizedPath().replaceAll("^/v1/|/$", ""))
                        .isPresent();
        replies.refuse(context, known ? Refusals.noSuchMethod() : Refusals.noSuchPlace());
        context.request().resume();
    }
}
