package io.tarn.wire.source;

import com.fasterxml.jackson.core.JsonPointer;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.WebhookMapping;
import io.tarn.wire.yaml.YamlDocument;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code webhooks/NAME.yaml}, where each place is a JSON pointer:
 *
 * <pre>
 * source: shop
 * type: track             # or identify
 * event: /topic           # or a name, such as Order Completed
 * message_id: /id
 * timestamp: /created_at
 * user_id: /customer/id
 * identifiers:
 *   email: /customer/email
 * properties:
 *   total: /total_price
 * </pre>
 *
 * <p>{@code items: /orders} says that a list stands there of which each element is an event; the other places then start
 * from the element. All faults of a file are told at once.
 */
public final class WebhookMappingCodec {
    private static final List<String> KEYS = List.of(
            "source",
            "type",
            "event",
            "items",
            "message_id",
            "timestamp",
            "user_id",
            "anonymous_id",
            "identifiers",
            "properties");
    private static final Map<String, String> TYPES = Map.of("track", "track", "identify", "identify");

    private WebhookMappingCodec() {}

    /**
     * Reads a mapping.
     *
     * @param file names the text in messages
     */
    public static WebhookMapping read(String yaml, String file) {
        YamlFaults faults = new YamlFaults(file);
        YamlMap root = YamlMap.of(YamlDocument.compose(yaml, file), "", faults, KEYS);
        SourceName source = source(root);
        String type = root.choice("type", TYPES);
        String event = "track".equals(type) ? root.required("event") : "";
        if (event.startsWith("/")) {
            check(root, "event", event);
        }
        Map<String, String> identifiers = root.textMap("identifiers");
        identifiers.forEach((name, place) -> {
            check(root, "identifiers", place);
            try {
                new IdentifierType(name);
            } catch (TarnException wrong) {
                root.fault("identifiers", String.valueOf(wrong.getMessage()));
            }
        });
        Map<String, String> properties = root.textMap("properties");
        properties.values().forEach(place -> check(root, "properties", place));
        Optional<String> items = pointer(root, "items");
        Optional<String> messageId = pointer(root, "message_id");
        Optional<String> timestamp = pointer(root, "timestamp");
        Optional<String> userId = pointer(root, "user_id");
        Optional<String> anonymousId = pointer(root, "anonymous_id");
        if (userId.isEmpty() && anonymousId.isEmpty() && identifiers.isEmpty()) {
            root.fault("user_id", "is missing, and so are anonymous_id and identifiers: whom do the events concern?");
        }
        faults.throwIfAny();
        return new WebhookMapping(
                source == null ? new SourceName("webhook") : source,
                type == null ? "track" : type,
                event,
                items,
                messageId,
                timestamp,
                userId,
                anonymousId,
                identifiers,
                properties);
    }

    private static @Nullable SourceName source(YamlMap root) {
        try {
            return SourceName.ofEvents(root.required("source"));
        } catch (TarnException wrong) {
            root.fault("source", String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private static Optional<String> pointer(YamlMap root, String key) {
        Optional<String> place = root.text(key);
        place.ifPresent(text -> check(root, key, text));
        return place;
    }

    private static void check(YamlMap root, String key, String place) {
        try {
            JsonPointer.compile(place);
        } catch (IllegalArgumentException _) {
            root.fault(key, "'" + place + "' is no JSON pointer: start it with a slash, such as /customer/id");
        }
    }
}
