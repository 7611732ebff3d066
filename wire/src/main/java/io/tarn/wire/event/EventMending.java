package io.tarn.wire.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A change to what events say, by which those that were put aside are mended before they are sent through the log again.
 *
 * <p>A name means a property, or a trait where the event is an identify or a group; behind a dot it means a field of the
 * event itself, as in {@code .event} and {@code .userId}. Names are changed first, then values are set, made another
 * type, and dropped. What an event lacks is left alone, and an event that cannot be read stays as it is.
 *
 * @param set values by name: JSON where it is a number, a flag, a list or an object, else text
 * @param renamed new names by the old; a value that has the new name already stays
 * @param dropped names
 * @param types what a text, number or flag is to be, by name; a value that does not fit stays
 */
public record EventMending(
        Map<String, String> set, Map<String, String> renamed, Set<String> dropped, Map<String, PropertyType> types) {
    /** Changes nothing. */
    public static final EventMending NONE = new EventMending(Map.of(), Map.of(), Set.of(), Map.of());

    private static final JsonMapper MAPPER = JsonMapper.builder(ValueCodec.JSON)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public EventMending {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        renamed = Collections.unmodifiableMap(new LinkedHashMap<>(renamed));
        dropped = Collections.unmodifiableSet(new LinkedHashSet<>(dropped));
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** The event, mended. */
    public String apply(String json) {
        if (equals(NONE)) {
            return json;
        }
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException _) {
            return json;
        }
        if (!(root instanceof ObjectNode event)) {
            return json;
        }
        renamed.forEach((from, to) -> {
            Place place = Place.of(event, from);
            JsonNode value = place.in().remove(place.name());
            Place target = Place.of(event, to);
            if (value != null && !target.in().has(target.name())) {
                target.in().set(target.name(), value);
            }
        });
        set.forEach((name, text) -> {
            Place place = Place.of(event, name);
            place.in().set(place.name(), value(text));
        });
        types.forEach((name, type) -> {
            Place place = Place.of(event, name);
            JsonNode value = place.in().get(place.name());
            if (value != null) {
                typed(value, type).ifPresent(fit -> place.in().set(place.name(), fit));
            }
        });
        dropped.forEach(name -> {
            Place place = Place.of(event, name);
            place.in().remove(place.name());
        });
        return event.toString();
    }

    private static JsonNode value(String text) {
        try {
            JsonNode read = MAPPER.readTree(text);
            return read.isMissingNode() || read.isNull() ? JsonNodeFactory.instance.textNode(text) : read;
        } catch (JsonProcessingException _) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static Optional<JsonNode> typed(JsonNode value, PropertyType type) {
        if (!value.isValueNode() || value.isNull()) {
            return Optional.empty();
        }
        String text = value.asText().strip();
        return switch (type) {
            case TEXT -> Optional.of(JsonNodeFactory.instance.textNode(value.asText()));
            case NUMBER -> number(text);
            case FLAG ->
                text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                        ? Optional.of(JsonNodeFactory.instance.booleanNode(text.equalsIgnoreCase("true")))
                        : Optional.empty();
            case LIST, OBJECT -> Optional.empty();
        };
    }

    private static Optional<JsonNode> number(String text) {
        try {
            return Optional.of(JsonNodeFactory.instance.numberNode(new BigDecimal(text)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** A name within the object that holds it. */
    private record Place(ObjectNode in, String name) {
        static Place of(ObjectNode event, String name) {
            if (name.startsWith(".")) {
                return new Place(event, name.substring(1));
            }
            String type = event.path("type").asText();
            String holder = type.equals("identify") || type.equals("group") ? "traits" : "properties";
            if (event.get(holder) instanceof ObjectNode said) {
                return new Place(said, name);
            }
            return new Place(event.putObject(holder), name);
        }
    }
}
