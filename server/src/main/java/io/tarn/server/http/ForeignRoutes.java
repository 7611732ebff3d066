package io.tarn.server.http;

import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Violation;
import io.tarn.model.policy.WebhookMapping;
import io.tarn.wire.event.CloudEventCodec;
import io.tarn.wire.event.SegmentRequest;
import io.tarn.wire.event.Unpacking;
import io.tarn.wire.event.WebhookCodec;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where other systems send what they have to say: CloudEvents, and webhooks by a mapping. */
final class ForeignRoutes {
    private final LiveRooms rooms;
    private final Bodies bodies;
    private final CollectRoutes collect;
    private final Bearer bearer;

    ForeignRoutes(LiveRooms rooms, Bodies bodies, CollectRoutes collect) {
        this.rooms = rooms;
        this.bodies = bodies;
        this.collect = collect;
        this.bearer = new Bearer(rooms);
    }

    void cloudEvents(RoutingContext context) {
        bodies.read(context, body -> {
            Caller key = bearer.collecting(context.request(), Optional.empty());
            byte[] plain = Unpacking.plain(body, rooms.config().bodyBytesMax());
            Map<String, String> attributes = attributes(context.request());
            take(
                    context,
                    attributes.containsKey("specversion")
                            ? CloudEventCodec.binary(attributes, plain)
                            : CloudEventCodec.structured(plain, rooms.config().batchEventsMax()),
                    key);
        });
    }

    void webhook(RoutingContext context) {
        bodies.read(context, body -> {
            Caller key = bearer.collecting(context.request(), Optional.empty());
            WebhookMapping mapping = rooms.webhooks().get().get(Address.part(context, "source"));
            if (mapping == null) {
                throw Refusals.noSuchWebhook();
            }
            if (!mapping.source().value().equals(key.source().orElse(""))) {
                throw Refusals.scope("collect for another source", "a key for source '" + mapping.source() + "'");
            }
            byte[] plain = Unpacking.plain(body, rooms.config().bodyBytesMax());
            take(context, WebhookCodec.read(plain, mapping, rooms.config().batchEventsMax()), key);
        });
    }

    private void take(RoutingContext context, SegmentRequest request, Caller key) {
        List<RawEvent> events = request.events(collect.arrival(context.request(), key), rooms.messageIds());
        Map<Integer, List<Violation>> faults = new TreeMap<>();
        for (int i = 0; i < events.size(); i++) {
            List<Violation> found = collect.faults(events.get(i));
            if (!found.isEmpty()) {
                faults.put(i, found);
            }
        }
        if (events.size() == 1 && !faults.isEmpty()) {
            throw Refusals.violations(faults.getOrDefault(0, List.of()));
        }
        collect.append(context, events, faults);
    }

    private static Map<String, String> attributes(HttpServerRequest request) {
        Map<String, String> attributes = new TreeMap<>();
        request.headers().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("ce-")) {
                attributes.put(name.substring("ce-".length()), header.getValue());
            }
        });
        return attributes;
    }
}
