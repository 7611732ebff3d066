package io.tarn.server.http;

import io.tarn.collect.admit.Admitted;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Violation;
import io.tarn.model.identity.SourceName;
import io.tarn.wire.event.EventCodec;
import io.tarn.wire.event.SegmentCodec;
import io.tarn.wire.event.SegmentEndpoint;
import io.tarn.wire.event.SegmentRequest;
import io.tarn.wire.event.Unpacking;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where tracking clients send events. An event is answered once it is durable; no thread waits for that. */
final class CollectRoutes {
    private final LiveRooms rooms;
    private final Bodies bodies;
    private final Bearer bearer;
    private final Replies replies;

    CollectRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.replies = replies;
    }

    void collect(RoutingContext context, SegmentEndpoint endpoint) {
        bodies.read(context, body -> {
            byte[] plain = Unpacking.plain(body, rooms.config().bodyBytesMax());
            SegmentRequest request =
                    SegmentCodec.read(plain, endpoint, rooms.config().batchEventsMax());
            Caller key = bearer.collecting(context.request(), request.writeKey());
            accept(context, request, key, endpoint);
        });
    }

    private void accept(RoutingContext context, SegmentRequest request, Caller key, SegmentEndpoint endpoint) {
        List<RawEvent> events = request.events(arrival(context.request(), key), rooms.messageIds());
        Map<Integer, List<Violation>> faults = faults(request, events);
        if (endpoint != SegmentEndpoint.BATCH && !faults.isEmpty()) {
            throw Refusals.violations(faults.values().iterator().next());
        }
        append(context, events, faults);
    }

    /** Makes events durable and then answers; those with faults are named, for they will be kept aside. */
    void append(RoutingContext context, List<RawEvent> events, Map<Integer, List<Violation>> faults) {
        if (events.isEmpty()) {
            replies.success(context);
            return;
        }
        Context loop = context.vertx().getOrCreateContext();
        RequestTracing.Traced traced =
                rooms.tracing().begin(Optional.ofNullable(context.request().getHeader("traceparent")), events);
        var _ = rooms.intake().accept(traced.events()).whenComplete((_, failure) -> {
            traced.ended().accept(Optional.ofNullable(failure));
            loop.runOnContext(_ -> answer(context, failure, faults));
        });
    }

    private void answer(RoutingContext context, @Nullable Throwable failure, Map<Integer, List<Violation>> faults) {
        if (failure != null) {
            replies.refuse(context, failure);
        } else if (faults.isEmpty()) {
            replies.success(context);
        } else {
            replies.json(context, quarantined(faults));
        }
    }

    SegmentRequest.Arrival arrival(HttpServerRequest request, Caller key) {
        Instant now = rooms.clock().instant().truncatedTo(ChronoUnit.MICROS);
        boolean historical = request.query() != null && "true".equals(request.getParam("history"));
        boolean refusesSale = "1".equals(request.getHeader("Sec-GPC"));
        return new SegmentRequest.Arrival(
                SourceName.ofEvents(key.source().orElseThrow()), now, historical, refusesSale);
    }

    /** What stands against events that a first look found unsound, by their place. */
    private Map<Integer, List<Violation>> faults(SegmentRequest request, List<RawEvent> events) {
        Map<Integer, List<Violation>> faults = new TreeMap<>();
        for (int i = 0; i < events.size(); i++) {
            if (!request.items().get(i).sound()) {
                List<Violation> found = faults(events.get(i));
                if (!found.isEmpty()) {
                    faults.put(i, found);
                }
            }
        }
        return faults;
    }

    List<Violation> faults(RawEvent event) {
        return rooms.admission().get().admit(EventCodec.decode(event))
                        instanceof Admitted.Rejected(List<Violation> found)
                ? new ArrayList<>(found)
                : List.of();
    }

    private static String quarantined(Map<Integer, List<Violation>> faults) {
        return Replies.object(json -> {
            json.writeBooleanField("success", true);
            json.writeArrayFieldStart("quarantined");
            for (Map.Entry<Integer, List<Violation>> one : faults.entrySet()) {
                for (Violation violation : one.getValue()) {
                    json.writeStartObject();
                    json.writeNumberField("index", one.getKey());
                    json.writeStringField("reason", violation.reason());
                    json.writeStringField("path", violation.path());
                    json.writeStringField("message", violation.detail());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        });
    }
}
