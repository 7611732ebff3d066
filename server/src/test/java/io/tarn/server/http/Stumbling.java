package io.tarn.server.http;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands before the routes and lets the first requests that post something fail, one in each of the given ways. */
final class Stumbling implements Handler<RoutingContext> {
    private static final int BAD_GATEWAY = 502;

    private final Replies replies = new Replies(InstantSource.system());
    private final Queue<Fault> faults;

    Stumbling(List<Fault> faults) {
        this.faults = new ConcurrentLinkedQueue<>(faults);
    }

    /** How a request fails. */
    enum Fault {
        /** 429 with {@code Retry-After}, nothing taken. */
        TOO_MANY,
        /** 502 from whatever stands before the server, nothing taken. */
        BAD_GATEWAY,
        /** The connection breaks before the request was read. */
        HANG_UP,
        /** All is taken, and the connection breaks before the sender knows. */
        LOSE_ANSWER
    }

    /** Whether every fault has happened. */
    boolean isDone() {
        return faults.isEmpty();
    }

    @Override
    public void handle(RoutingContext context) {
        Fault fault = context.request().method().equals(HttpMethod.POST) ? faults.poll() : null;
        switch (fault) {
            case null -> context.next();
            case TOO_MANY -> refuse(context);
            case BAD_GATEWAY -> context.response().setStatusCode(BAD_GATEWAY).end("No server answers.");
            case HANG_UP -> context.request().connection().close();
            case LOSE_ANSWER -> {
                context.addHeadersEndHandler(_ -> context.request().connection().close());
                context.next();
            }
        }
    }

    /** As the routes do, what a page may read of the answer included. */
    private void refuse(RoutingContext context) {
        HttpRoutes.openToPages(context.response());
        replies.refuse(context, new TarnException(ErrorCode.LIMIT_REACHED, "Not now."));
        context.request().resume();
    }
}
