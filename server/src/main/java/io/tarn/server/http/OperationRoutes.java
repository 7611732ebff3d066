package io.tarn.server.http;

import io.tarn.loop.live.LiveStatus;
import io.tarn.server.TarnRelease;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What operators and tools ask of the server itself, and what a browser's client asks before it sends. */
final class OperationRoutes {
    private static final int UNAVAILABLE = 503;

    private final LiveRooms rooms;
    private final Replies replies;
    private final Buffer openApi = resource("/openapi.yaml");

    OperationRoutes(LiveRooms rooms, Replies replies) {
        this.rooms = rooms;
        this.replies = replies;
    }

    void health(RoutingContext context) {
        LiveStatus status = rooms.status().get();
        if (status.fault().isPresent()) {
            context.response().setStatusCode(UNAVAILABLE);
        }
        replies.json(context, Replies.object(json -> {
            json.writeStringField("status", status.fault().isPresent() ? "DOWN" : "UP");
            json.writeStringField("release", TarnRelease.version());
            json.writeNumberField("log_entries", status.logEntries());
            json.writeNumberField("backlog", status.backlog());
            json.writeNumberField("lake_lag", status.lakeLag());
            json.writeNumberField("profiles", status.profiles());
            if (status.fault().isPresent()) {
                json.writeStringField("fault", status.fault().get());
            }
        }));
    }

    void openApi(RoutingContext context) {
        context.response().putHeader("Content-Type", "application/yaml").end(openApi);
    }

    /** What Segment's client for browsers wants to know before it starts: that its events come here. */
    void settings(RoutingContext context) {
        String key = Address.part(context, "key");
        if (rooms.keys().find(key).isEmpty()) {
            replies.refuse(context, Refusals.keyUnknown());
            return;
        }
        HttpServerRequest request = context.request();
        String host =
                request.authority() == null ? "localhost" : request.authority().toString();
        replies.json(context, Replies.object(json -> {
            json.writeObjectFieldStart("integrations");
            json.writeObjectFieldStart("Segment.io");
            json.writeStringField("apiKey", key);
            json.writeStringField("apiHost", host + "/v1");
            json.writeStringField("protocol", request.scheme());
            json.writeObjectFieldStart("versionSettings");
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeObjectFieldStart("plan");
            for (String type : new String[] {"track", "identify", "group"}) {
                json.writeObjectFieldStart(type);
                json.writeObjectFieldStart("__default");
                json.writeBooleanField("enabled", true);
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeObjectFieldStart("edgeFunction");
            json.writeEndObject();
            json.writeBooleanField("analyticsNextEnabled", true);
            json.writeArrayFieldStart("remotePlugins");
            json.writeEndArray();
            json.writeObjectFieldStart("metrics");
            json.writeNumberField("sampleRate", 0);
            json.writeEndObject();
        }));
    }

    private static Buffer resource(String name) {
        try (InputStream in = OperationRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks its resource " + name + ": build it anew.");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
