package io.tarn.wire.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CloudEvents 1.0 as events: structured, one or a list of them, and binary with its attributes in headers.
 *
 * <p>Data that is an event of the tracking protocol, hence has one of its types, is taken as it is. All other data
 * becomes a track: the CloudEvent's type is its name, the data its properties, {@code subject} the user id unless the
 * data names a {@code userId}, {@code anonymousId} or {@code email}. The CloudEvent's source and id together make the
 * message id, since only together are they one event's.
 */
public final class CloudEventCodec {
    private static final JsonMapper MAPPER = new JsonMapper(SegmentCodec.JSON);
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    private CloudEventCodec() {}

    /** Events of a body that holds one CloudEvent or a list of them. */
    public static SegmentRequest structured(byte[] body, int eventsMax) {
        JsonNode root = tree(body);
        List<SegmentItem> items = new ArrayList<>();
        if (root.isArray()) {
            if (root.size() > eventsMax) {
                throw EventErrors.tooManyEvents(eventsMax);
            }
            root.forEach(one -> items.add(item(one)));
        } else {
            items.add(item(root));
        }
        return new SegmentRequest(Optional.empty(), items);
    }

    /** The event of a body that is the data alone. */
    public static SegmentRequest binary(Map<String, String> attributes, byte[] body) {
        Map<String, String> decoded = new LinkedHashMap<>();
        attributes.forEach((name, value) ->
                decoded.put(name, URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)));
        JsonNode data = body.length == 0 ? MAPPER.createObjectNode() : tree(body);
        return new SegmentRequest(Optional.empty(), List.of(item(decoded, data)));
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode root = MAPPER.readTree(SegmentCodec.utf8(body));
            return root.isMissingNode() ? MAPPER.createObjectNode() : root;
        } catch (JsonProcessingException failure) {
            throw EventErrors.noJson(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SegmentItem item(JsonNode event) {
        if (!event.isObject()) {
            throw EventErrors.wrongCloudEvent("it is no JSON object.");
        }
        if (event.has("data_base64")) {
            throw EventErrors.wrongCloudEvent("its data is binary. Send JSON in 'data'.");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        event.properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                attributes.put(field.getKey(), field.getValue().asText());
            }
        });
        return item(attributes, event.path("data"));
    }

    private static SegmentItem item(Map<String, String> attributes, JsonNode data) {
        List<String> missing = REQUIRED.stream()
                .filter(name -> attributes.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        if (!attributes.getOrDefault("specversion", "").startsWith("1.")) {
            throw EventErrors.wrongCloudEvent("its specversion is not 1.0.");
        }
        ObjectNode event = isTracking(data) ? ((ObjectNode) data).deepCopy() : track(attributes, data);
        String time = attributes.get("time");
        if (time != null && !event.has("timestamp")) {
            event.put("timestamp", time);
        }
        event.remove("writeKey");
        String id = attributes.get("source") + "#" + attributes.get("id");
        return new SegmentItem(SegmentItems.messageId(id), event.toString(), false, false);
    }

    private static TarnException missing(List<String> names) {
        return EventErrors.wrongCloudEvent("it lacks " + String.join(", ", names) + ".");
    }

    private static boolean isTracking(JsonNode data) {
        String type = data.path("type").asText("");
        return data.isObject()
                && !type.equals("batch")
                && SegmentEndpoint.find(type)
                        .filter(one -> one.word().equals(type))
                        .isPresent();
    }

    private static ObjectNode track(Map<String, String> attributes, JsonNode data) {
        ObjectNode event = MAPPER.createObjectNode();
        event.put("type", "track");
        event.put("event", attributes.get("type"));
        for (String id : List.of("userId", "anonymousId")) {
            if (data.path(id).isValueNode() && !data.path(id).isNull()) {
                event.set(id, data.path(id));
            }
        }
        if (data.path("email").isTextual()) {
            event.putObject("context").putObject("traits").set("email", data.path("email"));
        }
        String subject = attributes.get("subject");
        if (subject != null && event.size() == 2) {
            event.put("userId", subject);
        }
        if (data.isObject()) {
            event.set("properties", data);
        } else if (!data.isMissingNode() && !data.isNull()) {
            event.putObject("properties").set("data", data);
        }
        return event;
    }
}
