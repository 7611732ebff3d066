package io.tarn.server.cli.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms of a value: JSON with its own type, and text in which lists and maps are JSON. */
final class Values {
    private static final JsonMapper JSON = new JsonMapper();

    private Values() {}

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case BigDecimal number -> number.toPlainString();
            case List<?> list -> json(list).toString();
            case Map<?, ?> map -> json(map).toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            default -> value.toString();
        };
    }

    static String jsonText(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(json(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of JSON nodes always has a text.", impossible);
        }
    }

    static JsonNode json(@Nullable Object value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (value) {
            case null -> make.nullNode();
            case Boolean flag -> make.booleanNode(flag);
            case Integer number -> make.numberNode(number);
            case Long number -> make.numberNode(number);
            case Short number -> make.numberNode(number);
            case BigInteger number -> make.numberNode(number);
            case BigDecimal number -> make.numberNode(number);
            case Double number when Double.isFinite(number) -> make.numberNode(number);
            case Float number when Float.isFinite(number) -> make.numberNode(number);
            case List<?> list -> {
                var array = make.arrayNode();
                list.forEach(element -> array.add(json(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = make.objectNode();
                map.forEach((name, element) -> object.set(text(name), json(element)));
                yield object;
            }
            default -> make.textNode(text(value));
        };
    }
}
