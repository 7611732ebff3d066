package io.tarn.wire.event;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.policy.WebhookMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What some system posts, as events, by a mapping. */
public final class WebhookCodec {
    private static final JsonMapper MAPPER = new JsonMapper(SegmentCodec.JSON);

    private WebhookCodec() {}

    /** The events of a body in their order; a part that is not where the mapping says is left out. */
    public static SegmentRequest read(byte[] body, WebhookMapping mapping, int eventsMax) {
        JsonNode root;
        try {
            root = MAPPER.readTree(SegmentCodec.utf8(body));
        } catch (JsonProcessingException failure) {
            throw EventErrors.noJson(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        List<SegmentItem> items = new ArrayList<>();
        if (mapping.items().isEmpty()) {
            items.add(item(root, mapping));
            return new SegmentRequest(Optional.empty(), items);
        }
        JsonNode list = root.at(mapping.items().get());
        if (!list.isArray()) {
            throw EventErrors.wrongWebhook(
                    mapping.source().value(),
                    "no list stands at '" + mapping.items().get() + "'.");
        }
        if (list.size() > eventsMax) {
            throw EventErrors.tooManyEvents(eventsMax);
        }
        list.forEach(one -> items.add(item(one, mapping)));
        return new SegmentRequest(Optional.empty(), items);
    }

    private static SegmentItem item(JsonNode body, WebhookMapping mapping) {
        ObjectNode event = MAPPER.createObjectNode();
        event.put("type", mapping.type());
        boolean identify = mapping.type().equals("identify");
        if (!identify) {
            event.put("event", mapping.event().startsWith("/") ? text(body, mapping.event()) : mapping.event());
        }
        mapping.userId().ifPresent(place -> put(event, "userId", body.at(place)));
        mapping.anonymousId().ifPresent(place -> put(event, "anonymousId", body.at(place)));
        mapping.timestamp().ifPresent(place -> put(event, "timestamp", body.at(place)));
        ObjectNode said = event.putObject(identify ? "traits" : "properties");
        mapping.properties().forEach((name, place) -> put(said, name, body.at(place)));
        identify(event, body, mapping.identifiers());
        String id = mapping.messageId().map(place -> text(body, place)).orElse("");
        return new SegmentItem(SegmentItems.messageId(id), event.toString(), false, false);
    }

    private static void identify(ObjectNode event, JsonNode body, Map<String, String> identifiers) {
        if (identifiers.isEmpty()) {
            return;
        }
        ObjectNode context = event.putObject("context");
        ObjectNode traits = context.putObject("traits");
        ArrayNode external = context.putArray("externalIds");
        identifiers.forEach((type, place) -> {
            JsonNode value = body.at(place);
            if (!value.isValueNode() || value.isNull()) {
                return;
            }
            if (type.equals("email") || type.equals("phone")) {
                traits.set(type, value);
            } else {
                external.addObject().put("type", type).put("id", value.asText());
            }
        });
    }

    private static void put(ObjectNode into, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            into.set(name, value);
        }
    }

    private static String text(JsonNode body, String place) {
        return body.at(JsonPointer.compile(place)).asText("");
    }
}
