package io.tarn.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.tarn.model.error.TarnException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients are told, as JSON. */
final class Replies {
    /** That something was taken, where nothing else is to be said. */
    static final String SUCCESS = "{\"success\":true}";

    private static final Buffer SUCCESS_BYTES = Buffer.buffer(SUCCESS);
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final int CAUSES_MAX = 5;
    private static final int FRAMES_MAX = 20;

    private final InstantSource clock;

    Replies(InstantSource clock) {
        this.clock = clock;
    }

    /** Writes the inside of an object. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return text.toString();
    }

    /**
     * Answers with JSON that is made on a virtual thread, where it may wait; what fails there is refused.
     *
     * @param who finds the caller, or refuses
     * @param body makes the JSON for the caller
     */
    void answer(RoutingContext context, Function<HttpServerRequest, Caller> who, Function<Caller, String> body) {
        Context loop = context.vertx().getOrCreateContext();
        Thread.ofVirtual().start(() -> {
            try {
                String json = body.apply(who.apply(context.request()));
                loop.runOnContext(_ -> json(context, json));
            } catch (RuntimeException failure) {
                loop.runOnContext(_ -> refuse(context, failure));
            }
        });
    }

    void success(RoutingContext context) {
        send(context, 200, SUCCESS_BYTES);
    }

    void json(RoutingContext context, String json) {
        send(context, 200, Buffer.buffer(json));
    }

    void refuse(RoutingContext context, Throwable failure) {
        Refusal refusal = Refusals.of(failure, clock.instant());
        if (refusal.status() >= 500 && refusal.status() != 503) {
            LOG.error("A request to {} failed: {}", route(context), trace(failure));
        }
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        refusal.headers().forEach(response::putHeader);
        String body = object(json -> {
            json.writeBooleanField("success", false);
            json.writeStringField("error", refusal.word());
            json.writeStringField("message", refusal.message());
        });
        send(context, refusal.status(), Buffer.buffer(body));
    }

    private static void send(RoutingContext context, int status, Buffer body) {
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        response.setStatusCode(status);
        response.putHeader("Content-Type", "application/json");
        boolean last = "close".equals(response.headers().get("Connection"));
        response.end(body).onComplete(_ -> {
            if (last) {
                context.request().connection().close();
            }
        });
    }

    /** Where a failure came from, without the messages of others: they may quote what a client sent. */
    static String trace(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        Throwable one = failure;
        for (int causes = 0; one != null && causes < CAUSES_MAX; causes++) {
            trace.append(one.getClass().getName());
            if (one instanceof TarnException known) {
                trace.append(": ").append(known.getMessage());
            }
            StackTraceElement[] frames = one.getStackTrace();
            for (int i = 0; i < frames.length && i < FRAMES_MAX; i++) {
                trace.append("\n    at ").append(frames[i]);
            }
            trace.append('\n');
            one = one.getCause();
        }
        return trace.toString();
    }

    /** The address without what a client put into it: identifiers are personal. */
    private static String route(RoutingContext context) {
        String path =
                context.currentRoute() == null ? null : context.currentRoute().getPath();
        return path == null ? "an unknown address" : path;
    }
}
