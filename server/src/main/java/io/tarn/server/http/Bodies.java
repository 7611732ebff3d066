package io.tarn.server.http;

import io.tarn.server.config.HttpConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * Takes bodies in, as they arrive, up to a size and within a time. Nothing waits meanwhile.
 *
 * <p>Of a body that is too large the rest is passed over, so that its sender reads the answer; a far larger one is cut
 * off.
 */
final class Bodies {
    private static final int PASSED_OVER_FACTOR = 32;

    private final Vertx vertx;
    private final HttpConfig config;
    private final Replies replies;

    Bodies(Vertx vertx, HttpConfig config, Replies replies) {
        this.vertx = vertx;
        this.config = config;
        this.replies = replies;
    }

    /** Calls back on the event loop with the whole body, or answers why it is not taken. */
    void read(RoutingContext context, Consumer<byte[]> whole) {
        HttpServerRequest request = context.request();
        Arriving arriving = new Arriving(context, whole);
        long timer = vertx.setTimer(
                config.bodyWaitMax().toMillis(),
                _ -> replies.refuse(context, Refusals.bodyTooSlow(config.bodyWaitMax())));
        request.handler(arriving::take);
        request.exceptionHandler(_ -> vertx.cancelTimer(timer));
        request.endHandler(_ -> {
            vertx.cancelTimer(timer);
            arriving.end();
        });
        request.resume();
    }

    /** One body on its way. Confined to its event loop. */
    private final class Arriving {
        private final RoutingContext context;
        private final Consumer<byte[]> whole;
        private final Buffer body = Buffer.buffer();
        private long length;

        Arriving(RoutingContext context, Consumer<byte[]> whole) {
            this.context = context;
            this.whole = whole;
        }

        void take(Buffer chunk) {
            length += chunk.length();
            if (length <= config.bodyBytesMax()) {
                body.appendBuffer(chunk);
            } else if (length > (long) config.bodyBytesMax() * PASSED_OVER_FACTOR) {
                context.request().connection().close();
            }
        }

        void end() {
            if (context.response().ended()) {
                return;
            }
            try {
                if (length > config.bodyBytesMax()) {
                    throw Refusals.bodyTooLarge(config.bodyBytesMax());
                }
                whole.accept(body.getBytes());
            } catch (RuntimeException failure) {
                replies.refuse(context, failure);
            }
        }
    }
}
